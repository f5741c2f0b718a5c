package org.dmol.layers.recurrent;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;

/** Any cell, or several on top of each other, over time; see {@link RecurrentLayer}. */
public final class RNN extends RecurrentLayer<RNN> {
    /** A layer that repeats a cell. */
    public RNN(Cell cell) {
        super(cell);
    }

    /** A layer that repeats several cells, the lowest first. */
    public RNN(List<? extends Cell> cells) {
        super(new StackedRNNCells(cells));
    }

    @Override
    protected RNN self() {
        return this;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        putOptions(c);
        c.put("cell", LayerRegistry.toConfig(cell()));
        return c;
    }

    static RNN fromConfig(Map<String, Object> c) {
        return new RNN(cell(Config.map(c, "cell"))).readOptions(c);
    }

    static Cell cell(Map<String, Object> object) {
        Layer layer = LayerRegistry.fromConfig(object);
        if (layer instanceof Cell cell) {
            return cell;
        }
        throw new IllegalArgumentException(
                "A recurrent layer needs a cell, such as GRUCell; " + layer.className() + " is none.");
    }
}
