package org.dmol.layers.convolution;

import java.util.Map;
import java.util.function.Function;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerGroup;

/** The layers of this package by name. */
public final class ConvolutionLayers implements LayerGroup {
    @Override
    public Map<String, Function<Map<String, Object>, Layer>> layers() {
        return Map.of(
                "Conv1D", Conv1D::fromConfig,
                "Conv2D", Conv2D::fromConfig,
                "DepthwiseConv1D", DepthwiseConv1D::fromConfig,
                "SeparableConv1D", SeparableConv1D::fromConfig,
                "Conv1DTranspose", Conv1DTranspose::fromConfig);
    }
}
