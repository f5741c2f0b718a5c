package org.dmol.chapters.tuning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.analysis.Standardizer;
import org.dmol.layers.Initializers;
import org.dmol.layers.core.Dense;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;

/** What is reached without a network, and what can be reached at all. */
final class Baselines {
    private Baselines() {}

    /** Negative and positive rows of each sequence. */
    static Map<String, int[]> counts(Peptides p) {
        Map<String, int[]> out = new HashMap<>();
        for (int i = 0; i < p.size(); i++) {
            out.computeIfAbsent(p.sequences()[i], s -> new int[2])[p.labels()[i]]++;
        }
        return out;
    }

    /** Accuracy of whoever knows the share of both labels of each sequence; no function of the sequence is better. */
    static double bestAccuracy(Peptides p) {
        return counts(p).values().stream()
                        .mapToDouble(c -> Math.max(c[0], c[1]))
                        .sum()
                / p.size();
    }

    /** The same for the cross-entropy, in nats. */
    static double bestCrossEntropy(Peptides p) {
        return counts(p).values().stream().mapToDouble(c -> entropy(c[0], c[1])).sum() / p.size();
    }

    private static double entropy(double a, double b) {
        return a == 0 || b == 0 ? 0 : -a * Math.log(a / (a + b)) - b * Math.log(b / (a + b));
    }

    /** How many rows of {@code part} have their sequence among those of {@code train}. */
    static long seen(Peptides p, int[] part, int[] train) {
        Set<String> known = new HashSet<>();
        for (int i : train) {
            known.add(p.sequences()[i]);
        }
        return Arrays.stream(part).filter(i -> known.contains(p.sequences()[i])).count();
    }

    /** No learning at all: the mean label of the same sequence in training, else the share of positives. */
    static double[] lookUp(Peptides p, int[] part, int[] train) {
        Map<String, int[]> known = new HashMap<>();
        for (int i : train) {
            known.computeIfAbsent(p.sequences()[i], s -> new int[2])[p.labels()[i]]++;
        }
        double prior = p.positiveShare(train);
        return Arrays.stream(part)
                .mapToObj(i -> known.get(p.sequences()[i]))
                .mapToDouble(c -> c == null ? prior : (double) c[1] / (c[0] + c[1]))
                .toArray();
    }

    /** Logistic regression on the shares of the 20 residues and the length. */
    static double[] composition(Peptides p, int[] part, int[] train) {
        Nd raw = features(p, train);
        Standardizer scale = Standardizer.fit(raw, 0);
        try (Sequential m = new Sequential(new Dense(1, "sigmoid").kernelInitializer(Initializers.zeros()))) {
            m.compile(Optimizer.adam(0.01), Crossentropy.binary(false));
            m.fit(
                    Dataset.of(scaled(scale, raw), p.rows(train).target(0))
                            .batch(512)
                            .shuffle(),
                    Fit.epochs(150).silent());
            return m.predict(scaled(scale, features(p, part))).doubles();
        }
    }

    private static Nd scaled(Standardizer scale, Nd x) {
        return scale.transform(x).cast(DType.FLOAT32);
    }

    private static Nd features(Peptides p, int[] rows) {
        int width = Peptides.LETTERS + 1;
        double[] out = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            int[] tokens = p.tokens().row(rows[i]).ints();
            int n = 0;
            for (int t : tokens) {
                if (t > 0) {
                    out[i * width + t - 1]++;
                    n++;
                }
            }
            for (int k = 0; k < Peptides.LETTERS; k++) {
                out[i * width + k] /= Math.max(1, n);
            }
            out[i * width + width - 1] = n / 100.0;
        }
        return Nd.of(out, rows.length, width);
    }
}
