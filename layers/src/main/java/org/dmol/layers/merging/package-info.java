/** Layers that make one value of several. */
package org.dmol.layers.merging;
