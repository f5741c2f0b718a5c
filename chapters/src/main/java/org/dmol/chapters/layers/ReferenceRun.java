package org.dmol.chapters.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.Activations;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.tf.Fn;

/** What {@code layers.py exact} computes in Keras, computed here from the same weights and sequences. */
final class ReferenceRun {
    static final double PENALTY = 0.01;

    private ReferenceRun() {}

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
        try (Model m = made) {
            Nd tokens = file.get("tokens");
            m.call(tokens.rows(0, 1));
            m.setWeights(split(file.get("weights"), m.getWeights()));
            out.put(name + "_before", m.predict(tokens).doubles());
            History h = m.fit(
                    Dataset.of(tokens, file.get("labels")).batch(16),
                    Fit.epochs(1).silent());
            out.put(name + "_loss", h.get("loss"));
            out.put(name + "_after", m.predict(tokens).doubles());
        }
    }

    /** The weights, one after another in a vector, in their shapes. */
    private static List<Nd> split(Nd flat, List<Nd> like) {
        List<Nd> out = new ArrayList<>();
        int at = 0;
        for (Nd w : like) {
            out.add(flat.rows(at, at + w.size()).reshape(w.shape()));
            at += w.size();
        }
        return out;
    }
}
