/** Keras's losses: per example, so that weights, masks and short last batches come out right. */
package org.dmol.layers.losses;
