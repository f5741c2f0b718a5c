/**
 * Keras's layers in Java on TensorFlow graphs. A {@link org.dmol.layers.Layer} describes a computation on operands of a trace; models
 * are built from layers in {@code org.dmol.layers.models}, trained by {@code org.dmol.layers.train}.
 */
package org.dmol.layers;
