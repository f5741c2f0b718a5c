package org.dmol.layers.recurrent;

import java.util.Map;
import org.dmol.layers.Config;

/** Gated recurrent units (Cho et al. 2014) over time; see {@link GRUCell} and {@link RecurrentLayer}. */
public final class GRU extends CellLayer<GRU, GRUCell> {
    /** A layer of so many units. */
    public GRU(int units) {
        super(new GRUCell(units));
    }

    private GRU(GRUCell cell) {
        super(cell);
    }

    /** The activation of the gates, by its name; default {@code sigmoid}. */
    public GRU recurrentActivation(String name) {
        cell().recurrentActivation(name);
        return this;
    }

    /** Whether the reset gate acts after the recurrent product; default true. */
    public GRU resetAfter(boolean on) {
        cell().resetAfter(on);
        return this;
    }

    @Override
    protected GRU self() {
        return this;
    }

    static GRU fromConfig(Map<String, Object> c) {
        return new GRU(new GRUCell(Config.integer(c, "units", 0)).readSettings(c)).readOptions(c);
    }
}
