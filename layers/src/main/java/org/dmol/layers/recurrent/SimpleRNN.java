package org.dmol.layers.recurrent;

import java.util.Map;
import org.dmol.layers.Config;

/** Fully connected recurrent layer (Elman 1990) over time; see {@link SimpleRNNCell} and {@link RecurrentLayer}. */
public final class SimpleRNN extends CellLayer<SimpleRNN, SimpleRNNCell> {
    /** A layer of so many units. */
    public SimpleRNN(int units) {
        super(new SimpleRNNCell(units));
    }

    private SimpleRNN(SimpleRNNCell cell) {
        super(cell);
    }

    @Override
    protected SimpleRNN self() {
        return this;
    }

    static SimpleRNN fromConfig(Map<String, Object> c) {
        return new SimpleRNN(new SimpleRNNCell(Config.integer(c, "units", 0)).readSettings(c)).readOptions(c);
    }
}
