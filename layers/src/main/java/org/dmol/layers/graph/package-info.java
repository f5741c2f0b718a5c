/**
 * Layers on graphs. Each takes a graph in one of two forms: an adjacency matrix, (nodes, nodes) or padded to (batch, nodes, nodes); or
 * edge lists, two int32 vectors of senders and receivers, for one graph or for the disjoint union of many. See {@link
 * org.dmol.layers.graph.Graph}.
 */
package org.dmol.layers.graph;
