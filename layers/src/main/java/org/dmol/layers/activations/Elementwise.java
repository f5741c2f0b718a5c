package org.dmol.layers.activations;

import org.dmol.layers.UnaryLayer;

/** Activations keep shape and mask. */
abstract class Elementwise extends UnaryLayer {
    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
