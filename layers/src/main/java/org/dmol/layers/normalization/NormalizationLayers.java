package org.dmol.layers.normalization;

import java.util.Map;
import java.util.function.Function;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerGroup;

/** The layers of this package by name. */
public final class NormalizationLayers implements LayerGroup {
    @Override
    public Map<String, Function<Map<String, Object>, Layer>> layers() {
        return Map.of(
                "BatchNormalization", BatchNormalization::fromConfig,
                "LayerNormalization", LayerNormalization::fromConfig,
                "UnitNormalization", UnitNormalization::fromConfig,
                "RMSNormalization", RMSNormalization::fromConfig,
                "GroupNormalization", GroupNormalization::fromConfig);
    }
}
