/** Keras's metrics: sums gathered in the graph, the result computed in Java. */
package org.dmol.layers.metrics;
