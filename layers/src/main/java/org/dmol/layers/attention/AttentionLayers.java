package org.dmol.layers.attention;

import java.util.Map;
import java.util.function.Function;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerGroup;

/** The layers of this package by name. */
public final class AttentionLayers implements LayerGroup {
    @Override
    public Map<String, Function<Map<String, Object>, Layer>> layers() {
        return Map.of(
                "MultiHeadAttention", MultiHeadAttention::fromConfig,
                "Attention", Attention::fromConfig,
                "AdditiveAttention", AdditiveAttention::fromConfig,
                "SinePositionEncoding", SinePositionEncoding::fromConfig,
                "PositionEmbedding", PositionEmbedding::fromConfig,
                "TransformerBlock", TransformerBlock::fromConfig,
                "TokenEmbedding", TokenEmbedding::fromConfig);
    }
}
