/** Chapter 7, Standard Layers: convolution, pooling, dropout and weight decay on protein solubility. */
package org.dmol.chapters.layers;
