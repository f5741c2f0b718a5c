/** Activations that are layers with settings or weights. */
package org.dmol.layers.activations;
