package org.dmol.layers.recurrent;

import java.util.Map;
import org.dmol.layers.Config;

/** Long short-term memory (Hochreiter and Schmidhuber 1997) over time; see {@link LSTMCell} and {@link RecurrentLayer}. */
public final class LSTM extends CellLayer<LSTM, LSTMCell> {
    /** A layer of so many units. */
    public LSTM(int units) {
        super(new LSTMCell(units));
    }

    private LSTM(LSTMCell cell) {
        super(cell);
    }

    /** The activation of the gates, by its name; default {@code sigmoid}. */
    public LSTM recurrentActivation(String name) {
        cell().recurrentActivation(name);
        return this;
    }

    /** Whether the bias of the forget gate starts at 1; default true. */
    public LSTM unitForgetBias(boolean on) {
        cell().unitForgetBias(on);
        return this;
    }

    @Override
    protected LSTM self() {
        return this;
    }

    static LSTM fromConfig(Map<String, Object> c) {
        return new LSTM(new LSTMCell(Config.integer(c, "units", 0)).readSettings(c)).readOptions(c);
    }
}
