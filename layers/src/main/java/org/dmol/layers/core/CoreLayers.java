package org.dmol.layers.core;

import java.util.Map;
import java.util.function.Function;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerGroup;

/** The layers of this package by name. */
public final class CoreLayers implements LayerGroup {
    @Override
    public Map<String, Function<Map<String, Object>, Layer>> layers() {
        return Map.of(
                "Dense", Dense::fromConfig,
                "Activation", ActivationLayer::fromConfig,
                "Dropout", Dropout::fromConfig,
                "Flatten", c -> new Flatten(),
                "Reshape", Reshape::fromConfig);
    }
}
