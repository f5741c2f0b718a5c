package org.dmol.layers.recurrent;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.Function;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerGroup;

/** The layers of this package by name. */
public final class RecurrentLayers implements LayerGroup {
    @Override
    public Map<String, Function<Map<String, Object>, Layer>> layers() {
        return Map.ofEntries(
                entry("SimpleRNN", SimpleRNN::fromConfig),
                entry("GRU", GRU::fromConfig),
                entry("LSTM", LSTM::fromConfig),
                entry("RNN", RNN::fromConfig),
                entry("SimpleRNNCell", SimpleRNNCell::fromConfig),
                entry("GRUCell", GRUCell::fromConfig),
                entry("LSTMCell", LSTMCell::fromConfig),
                entry("StackedRNNCells", StackedRNNCells::fromConfig),
                entry("Bidirectional", Bidirectional::fromConfig),
                entry("TimeDistributed", TimeDistributed::fromConfig));
    }
}
