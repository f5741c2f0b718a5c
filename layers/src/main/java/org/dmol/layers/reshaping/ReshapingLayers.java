package org.dmol.layers.reshaping;

import java.util.Map;
import java.util.function.Function;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerGroup;

/** The layers of this package by name. */
public final class ReshapingLayers implements LayerGroup {
    @Override
    public Map<String, Function<Map<String, Object>, Layer>> layers() {
        return Map.of(
                "Permute", Permute::fromConfig,
                "RepeatVector", RepeatVector::fromConfig,
                "TakeSteps", c -> new TakeSteps(),
                "ZeroPadding1D", ZeroPadding1D::fromConfig,
                "Cropping1D", Cropping1D::fromConfig,
                "UpSampling1D", UpSampling1D::fromConfig);
    }
}
