/** Layers that move, repeat, add or cut values without computing. */
package org.dmol.layers.reshaping;
