package org.dmol.layers.equivariant;

import java.util.Map;
import java.util.function.Function;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerGroup;

/** The layers of this package by name. */
public final class EquivariantLayers implements LayerGroup {
    @Override
    public Map<String, Function<Map<String, Object>, Layer>> layers() {
        return Map.of(
                "SphericalEncoding", SphericalEncoding::fromConfig,
                "EquivariantLinear", EquivariantLinear::fromConfig,
                "TensorProduct", TensorProduct::fromConfig,
                "Gate", Gate::fromConfig,
                "EquivariantConvolution", EquivariantConvolution::fromConfig,
                "PointConvolution", PointConvolution::fromConfig,
                "AceFeatures", AceFeatures::fromConfig,
                "GroupConvolution", GroupConvolution::fromConfig,
                "P4mConvolution", P4mConvolution::fromConfig);
    }
}
