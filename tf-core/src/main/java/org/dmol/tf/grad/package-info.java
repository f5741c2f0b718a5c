/**
 * Gradients that TensorFlow's C++ registry lacks, written in Java behind one native callback, and gradients of single
 * operations.
 */
package org.dmol.tf.grad;
