/** Convolutions in one and two dimensions, channels last. */
package org.dmol.layers.convolution;
