/** Attention and position encodings. */
package org.dmol.layers.attention;
