/** Distributions by their names in TensorFlow Probability. */
package org.dmol.probability.distributions;
