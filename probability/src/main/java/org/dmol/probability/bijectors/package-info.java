/** Bijectors: elementwise functions, permutations, triangular maps, autoregressive and coupling flows, and their compositions. */
package org.dmol.probability.bijectors;
