package org.dmol.layers.core;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.Function;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerGroup;

/** The layers of this package by name. */
public final class CoreLayers implements LayerGroup {
    @Override
    public Map<String, Function<Map<String, Object>, Layer>> layers() {
        return Map.ofEntries(
                entry("Dense", Dense::fromConfig),
                entry("EinsumDense", EinsumDense::fromConfig),
                entry("Embedding", Embedding::fromConfig),
                entry("Masking", Masking::fromConfig),
                entry("Identity", c -> new Identity()),
                entry("Activation", ActivationLayer::fromConfig),
                entry("Dropout", Dropout::fromConfig),
                entry("Flatten", Flatten::fromConfig),
                entry("Reshape", Reshape::fromConfig));
    }
}
