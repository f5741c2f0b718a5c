package org.dmol.probability.bijectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.layers.Seeds;

/**
 * Degrees and masks of a network whose output for element i sees only elements before i (M. Germain et al., "MADE: Masked Autoencoder
 * for Distribution Estimation", 2015). Degrees count from 1, as in TensorFlow Probability.
 */
public final class Autoregression {
    private Autoregression() {}

    /**
     * Degrees of all layers: of the inputs, then of each hidden layer.
     *
     * @param inputs degree of each input, a permutation of 1 … D: its position in the order
     * @param hidden units of each hidden layer
     * @param seed draws the hidden degrees at random; null spaces them equally
     */
    public static List<int[]> degrees(int[] inputs, int[] hidden, Long seed) {
        int size = inputs.length;
        List<int[]> out = new ArrayList<>(List.of(inputs.clone()));
        for (int layer = 0; layer < hidden.length; layer++) {
            int units = hidden[layer];
            int least = Math.min(Arrays.stream(out.get(layer)).min().orElse(1), size - 1);
            int[] d = new int[units];
            if (seed == null) {
                Arrays.setAll(d, u -> Math.max(least, (int) Math.ceil((u + 1) * (size - 1) / (double) (units + 1))));
            } else {
                var random = Seeds.generator(seed, layer + 1L);
                Arrays.setAll(d, u -> random.nextInt(least, size));
            }
            out.add(d);
        }
        return out;
    }

    /**
     * The mask of each layer's kernel, 1 where a connection is allowed: to a unit of at least the degree, to an output of a greater one.
     *
     * @param parameters outputs for each element
     */
    public static List<Nd> masks(List<int[]> degrees, int parameters) {
        List<Nd> out = new ArrayList<>();
        for (int i = 0; i + 1 < degrees.size(); i++) {
            out.add(mask(degrees.get(i), degrees.get(i + 1), false));
        }
        int[] outputs = Arrays.stream(degrees.get(0))
                .flatMap(d -> IntStream.generate(() -> d).limit(parameters))
                .toArray();
        out.add(mask(degrees.get(degrees.size() - 1), outputs, true));
        return out;
    }

    private static Nd mask(int[] from, int[] to, boolean strict) {
        float[] m = new float[from.length * to.length];
        for (int i = 0; i < from.length; i++) {
            for (int j = 0; j < to.length; j++) {
                m[i * to.length + j] = from[i] < to[j] || !strict && from[i] == to[j] ? 1 : 0;
            }
        }
        return Nd.of(m, from.length, to.length);
    }

    /** Number of rows of a mask up to the last one with a connection. */
    static int connectedRows(Nd mask) {
        int columns = mask.dim(1);
        for (int i = mask.size() - 1; i >= 0; i--) {
            if (mask.getFlat(i) != 0) {
                return i / columns + 1;
            }
        }
        return 0;
    }
}
