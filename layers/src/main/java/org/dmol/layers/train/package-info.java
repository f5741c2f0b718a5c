/** The training engine: data sets, steps, the compiled loop of many steps, callbacks, checkpoints. */
package org.dmol.layers.train;
