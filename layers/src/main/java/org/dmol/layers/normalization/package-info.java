/** Normalisation over the batch, over features, and to unit length. */
package org.dmol.layers.normalization;
