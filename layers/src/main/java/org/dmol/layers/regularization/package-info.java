/** Noise and penalties that act in training only. */
package org.dmol.layers.regularization;
