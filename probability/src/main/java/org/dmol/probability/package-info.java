/**
 * Distributions and bijectors on TensorFlow graphs, in the terms of TensorFlow Probability (Dillon et al., "TensorFlow Distributions",
 * arXiv:1711.10604) and with the economy of distrax: a distribution describes itself as a pure function of its parameters; a bijector has
 * two methods, forward and inverse, each with its log-determinant.
 *
 * <p>Every method exists twice: with a {@link org.dmol.tf.Ctx} it adds ops to a trace, without one it computes arrays.
 */
package org.dmol.probability;
