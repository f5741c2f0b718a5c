package org.dmol.layers.graph;

import java.util.Map;
import java.util.function.Function;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerGroup;

/** The layers of this package by name. */
public final class GraphLayers implements LayerGroup {
    @Override
    public Map<String, Function<Map<String, Object>, Layer>> layers() {
        return Map.of(
                "GraphConvolution", GraphConvolution::fromConfig,
                "GraphSage", GraphSage::fromConfig,
                "GraphIsomorphism", GraphIsomorphism::fromConfig,
                "GraphAttention", GraphAttention::fromConfig,
                "GatedGraph", GatedGraph::fromConfig,
                "MessagePassing", MessagePassing::fromConfig,
                "Readout", Readout::fromConfig,
                "RadialBasis", RadialBasis::fromConfig,
                "SchNetInteraction", SchNetInteraction::fromConfig,
                "Egnn", Egnn::fromConfig);
    }
}
