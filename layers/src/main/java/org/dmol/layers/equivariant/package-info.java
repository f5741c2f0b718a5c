/**
 * Building blocks of equivariant networks: spherical harmonics, Wigner matrices, Clebsch-Gordan coefficients, irreps of O(3), layers on
 * them, convolutions on groups, and equivariant subspaces of linear maps.
 *
 * <p>Real irreps are ordered m = -l…l about the y axis, as in e3nn, so that the components of l = 1 are x, y, z.
 */
package org.dmol.layers.equivariant;
