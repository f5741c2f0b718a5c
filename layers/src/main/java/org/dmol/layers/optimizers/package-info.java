/** Optimizers as pure update rules with Keras's formulas and defaults. */
package org.dmol.layers.optimizers;
