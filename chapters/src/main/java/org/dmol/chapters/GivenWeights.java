package org.dmol.chapters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;

/** A network with the weights that a Python program gave another of the same layers, to compare what both compute. */
public final class GivenWeights {
    private static final int BATCH = 16;

    private GivenWeights() {}

    /**
     * All weights of a fresh model, one after another. The model is closed.
     *
     * @param x rows of what it reads, for the sizes of its layers
     */
    public static Nd of(Model made, Nd x) {
        try (Model m = made) {
            m.call(x.rows(0, 1));
            Nd[] flat = m.getWeights().stream().map(w -> w.reshape(w.size())).toArray(Nd[]::new);
            return Nd.concat(flat);
        }
    }

    /**
     * Sets a model's weights.
     *
     * @param flat (numbers): all weights in the model's order, one after another, each in row-major order
     * @throws IllegalArgumentException if there are more or fewer numbers than the model has
     */
    public static void set(Model model, Nd flat) {
        List<Nd> weights = new ArrayList<>();
        int at = 0;
        for (Nd w : model.getWeights()) {
            int end = at + w.size();
            if (end > flat.size()) {
                break;
            }
            weights.add(flat.rows(at, end).reshape(w.shape()));
            at = end;
        }
        if (at != flat.size() || weights.size() != model.getWeights().size()) {
            throw new IllegalArgumentException(
                    flat.size() + " numbers were given for the " + model.countParams() + " parameters of the model.");
        }
        model.setWeights(weights);
    }

    /**
     * Predictions from given weights ({@code before}), the mean loss of one epoch in batches of 16 in the order of the rows ({@code loss}),
     * and predictions afterwards ({@code after}). The model is closed.
     */
    public static Map<String, double[]> epoch(Model made, Nd weights, Nd x, Nd y) {
        Map<String, double[]> out = new LinkedHashMap<>();
        try (Model m = made) {
            m.call(x.rows(0, 1));
            set(m, weights);
            out.put("before", m.predict(x).doubles());
            out.put(
                    "loss",
                    m.fit(Dataset.of(x, y).batch(BATCH), Fit.epochs(1).silent()).get("loss"));
            out.put("after", m.predict(x).doubles());
        }
        return out;
    }
}
