package org.dmol.layers.activations;

import java.util.Map;
import java.util.function.Function;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerGroup;

/** The layers of this package by name. */
public final class ActivationLayers implements LayerGroup {
    @Override
    public Map<String, Function<Map<String, Object>, Layer>> layers() {
        return Map.of(
                "ReLU", ReLU::fromConfig,
                "LeakyReLU", LeakyReLU::fromConfig,
                "ELU", ELU::fromConfig,
                "PReLU", PReLU::fromConfig,
                "Softmax", Softmax::fromConfig);
    }
}
