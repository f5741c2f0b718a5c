/** Dense layers, activations, dropout, reshaping: the layers that every model needs. */
package org.dmol.layers.core;
