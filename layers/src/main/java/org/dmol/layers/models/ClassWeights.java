package org.dmol.layers.models;

import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.train.Dataset;

/** Turns weights of classes into weights of examples. */
final class ClassWeights {
    private ClassWeights() {}

    static Dataset apply(Dataset data, Map<Integer, Double> weights) {
        Nd t = data.targets().get(0);
        int n = t.dim(0);
        int columns = n == 0 ? 1 : t.size() / n;
        float[] w = new float[n];
        for (int i = 0; i < n; i++) {
            int label = columns == 1 ? (int) t.getFlat(i) : argMax(t, i * columns, columns);
            Double weight = weights.get(label);
            if (weight == null) {
                throw new IllegalArgumentException("There is no class weight for class " + label
                        + "; there are weights for " + weights.keySet() + ".");
            }
            w[i] = (float) (weight
                    * (data.sampleWeights() == null ? 1 : data.sampleWeights().getFlat(i)));
        }
        return data.weights(Nd.of(w, n));
    }

    private static int argMax(Nd t, int from, int n) {
        int best = 0;
        for (int j = 1; j < n; j++) {
            best = t.getFlat(from + j) > t.getFlat(from + best) ? j : best;
        }
        return best;
    }
}
