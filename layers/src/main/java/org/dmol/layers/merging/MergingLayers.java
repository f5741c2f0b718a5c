package org.dmol.layers.merging;

import java.util.Map;
import java.util.function.Function;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerGroup;

/** The layers of this package by name. */
public final class MergingLayers implements LayerGroup {
    @Override
    public Map<String, Function<Map<String, Object>, Layer>> layers() {
        return Map.of(
                "Add", c -> new Add(),
                "Subtract", c -> new Subtract(),
                "Multiply", c -> new Multiply(),
                "Average", c -> new Average(),
                "Maximum", c -> new Maximum(),
                "Minimum", c -> new Minimum(),
                "Concatenate", Concatenate::fromConfig,
                "Dot", Dot::fromConfig);
    }
}
