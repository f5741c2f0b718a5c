package org.dmol.layers.pooling;

import java.util.Map;
import java.util.function.Function;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerGroup;

/** The layers of this package by name. */
public final class PoolingLayers implements LayerGroup {
    @Override
    public Map<String, Function<Map<String, Object>, Layer>> layers() {
        return Map.of(
                "MaxPooling1D",
                MaxPooling1D::fromConfig,
                "MaxPooling2D",
                MaxPooling2D::fromConfig,
                "AveragePooling1D",
                AveragePooling1D::fromConfig,
                "AveragePooling2D",
                AveragePooling2D::fromConfig,
                "GlobalMaxPooling1D",
                c -> new GlobalMaxPooling1D().read(c),
                "GlobalMaxPooling2D",
                c -> new GlobalMaxPooling2D().read(c),
                "GlobalAveragePooling1D",
                c -> new GlobalAveragePooling1D().read(c),
                "GlobalAveragePooling2D",
                c -> new GlobalAveragePooling2D().read(c));
    }
}
