package org.dmol.layers.graph;

import java.util.Map;
import java.util.function.Function;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerGroup;

/** The layers of this package by name. */
public final class GraphLayers implements LayerGroup {
    @Override
    public Map<String, Function<Map<String, Object>, Layer>> layers() {
        return Map.ofEntries(
                Map.entry("GraphConvolution", GraphConvolution::fromConfig),
                Map.entry("GraphSage", GraphSage::fromConfig),
                Map.entry("GraphIsomorphism", GraphIsomorphism::fromConfig),
                Map.entry("GraphAttention", GraphAttention::fromConfig),
                Map.entry("GatedGraph", GatedGraph::fromConfig),
                Map.entry("MessagePassing", MessagePassing::fromConfig),
                Map.entry("RaggedUnion", c -> new RaggedUnion()),
                Map.entry("Readout", Readout::fromConfig),
                Map.entry("RadialBasis", RadialBasis::fromConfig),
                Map.entry("SchNetInteraction", SchNetInteraction::fromConfig),
                Map.entry("Egnn", Egnn::fromConfig),
                Map.entry("PainnInteraction", PainnInteraction::fromConfig),
                Map.entry("NeighbourBasis", NeighbourBasis::fromConfig),
                Map.entry("NeighbourDensity", NeighbourDensity::fromConfig),
                Map.entry("SymmetryFunctions", SymmetryFunctions::fromConfig),
                Map.entry("ElementNetworks", ElementNetworks::fromConfig));
    }
}
