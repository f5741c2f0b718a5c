package org.dmol.chapters.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.chapters.GivenWeights;
import org.dmol.layers.Activations;
import org.dmol.layers.models.Model;
import org.dmol.tf.Fn;

/** What {@code layers.py exact} computes in Keras, computed here from the same weights and sequences. */
final class LayersReference {
    static final double PENALTY = 0.01;

    private LayersReference() {}

    /** Results by the names of the file: predictions, mean loss of three steps of Adam, predictions afterwards, activations. */
    static Map<String, double[]> of(Map<String, Nd> file) {
        Map<String, double[]> out = new LinkedHashMap<>();
        network("plain", ProteinNetworks.plain(Edition.FIRST), file, out);
        network("penalised", ProteinNetworks.penalised(Edition.FIRST, PENALTY), file, out);
        network("masked", ProteinNetworks.masked(Edition.FIRST.embedding()), file, out);
        for (String name : List.of("relu", "swish", "gelu")) {
            try (Fn f = Fn.of((tf, in) -> Activations.get(name).apply(tf, in.get(0)))) {
                out.put(name, f.call(file.get("x")).doubles());
            }
        }
        return out;
    }

    private static void network(String name, Model made, Map<String, Nd> file, Map<String, double[]> out) {
        GivenWeights.epoch(made, file.get("weights"), file.get("tokens"), file.get("labels"))
                .forEach((what, y) -> out.put(name + "_" + what, y));
    }
}
