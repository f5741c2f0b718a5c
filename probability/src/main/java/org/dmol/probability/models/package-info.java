/** Models that are trained by likelihood: densities and variational autoencoders. */
package org.dmol.probability.models;
