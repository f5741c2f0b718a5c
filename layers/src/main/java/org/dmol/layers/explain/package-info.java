/**
 * Why a model says what it says about one input: gradients, integrated gradients, SmoothGrad, DeepLIFT's rescale rule, and Shapley values,
 * exact and sampled. All of them take a {@link org.dmol.layers.explain.Score}.
 */
package org.dmol.layers.explain;
