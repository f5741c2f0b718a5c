/** Chapter 12, Attention Layers: a weighted mean, built up to two heads. */
package org.dmol.chapters.attention;
