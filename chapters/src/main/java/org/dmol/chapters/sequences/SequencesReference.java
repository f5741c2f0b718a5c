package org.dmol.chapters.sequences;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.chapters.GivenWeights;
import org.dmol.layers.models.Model;

/** What {@code sequences.py exact} computes in Keras, computed here from the same weights and strings. */
final class SequencesReference {
    private SequencesReference() {}

    /** Results by the names of the file: predictions, mean loss of three steps of Adam, predictions afterwards. */
    static Map<String, double[]> of(Map<String, Nd> file) {
        Map<String, double[]> out = new LinkedHashMap<>();
        network("recurrent", SolubilityNetworks.recurrent(), file, out);
        network("transformer", SolubilityNetworks.transformer(0), file, out);
        return out;
    }

    private static void network(String name, Model made, Map<String, Nd> file, Map<String, double[]> out) {
        GivenWeights.epoch(made, file.get(name + "_weights"), file.get("tokens"), file.get("labels"))
                .forEach((what, y) -> out.put(name + "_" + what, y));
    }
}
