package org.dmol.layers.regularization;

import java.util.Map;
import java.util.function.Function;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerGroup;

/** The layers of this package by name. */
public final class RegularizationLayers implements LayerGroup {
    @Override
    public Map<String, Function<Map<String, Object>, Layer>> layers() {
        return Map.of(
                "SpatialDropout1D", SpatialDropout1D::fromConfig,
                "SpatialDropout2D", SpatialDropout2D::fromConfig,
                "GaussianNoise", GaussianNoise::fromConfig,
                "GaussianDropout", GaussianDropout::fromConfig,
                "ActivityRegularization", ActivityRegularization::fromConfig);
    }
}
