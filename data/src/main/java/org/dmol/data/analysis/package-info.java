/**
 * Numerics that several chapters share: clustering, embeddings, linear and kernel regression, resampling, scores of classifiers.
 * Matrices are {@link org.dmol.array.Nd} (rows are samples), vectors {@code double[]}; all arithmetic is float64.
 */
package org.dmol.data.analysis;
