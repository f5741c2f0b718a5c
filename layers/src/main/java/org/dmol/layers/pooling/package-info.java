/** Largest values and means of windows or of whole sequences and pictures. */
package org.dmol.layers.pooling;
