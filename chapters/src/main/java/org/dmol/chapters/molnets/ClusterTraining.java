package org.dmol.chapters.molnets;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.molnets.ClusterEnergy.Kind;
import org.dmol.chapters.molnets.ClusterEnergy.Size;
import org.dmol.data.analysis.Scores;
import org.dmol.layers.Seeds;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Supervision;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.optimizers.Schedules;
import org.dmol.layers.train.Dataset;

/** Clusters to train and to test, and networks trained on some of them. */
final class ClusterTraining {
    static final int ATOMS = 7;
    static final double TEMPERATURE = 0.3;
    static final double CUTOFF = 4.5;
    private static final int BATCH = 10;
    private static final double RATE = 4e-3;

    private final Nd positions;
    private final Nd energies;
    private final Nd forces;
    private final int test;
    private final double mean;
    private final double scale;

    /**
     * Errors on the test clusters: mean absolute ones of energies (epsilon) and components of the forces (epsilon / sigma).
     */
    record Errors(double energy, double force) {}

    /** Shuffles clusters; the first are for tests. */
    ClusterTraining(LennardJones.Clusters c, int test, long seed) {
        int n = c.energies().size();
        int[] order = new org.dmol.array.NumpyRandom(seed).permutation(n);
        positions = c.positions().take(order);
        forces = c.forces().take(order);
        energies = c.energies().take(order);
        this.test = test;
        mean = Arrays.stream(energies.doubles()).average().orElseThrow();
        scale = Math.sqrt(
                Arrays.stream(forces.doubles()).map(f -> f * f).average().orElseThrow());
    }

    /** Root mean square of a component of the forces, the unit of the networks. */
    double scale() {
        return scale;
    }

    /** Standard deviation of the energies. */
    double spread() {
        return Math.sqrt(Arrays.stream(energies.doubles())
                .map(e -> (e - mean) * (e - mean))
                .average()
                .orElseThrow());
    }

    Nd testPositions() {
        return positions.rows(0, test).cast(DType.FLOAT32);
    }

    /** What networks of about the same number of parameters look like, with two rounds of messages or one. */
    static Size size(Kind kind, int interactions) {
        return switch (kind) {
            case EQUIVARIANT -> new Size(interactions == 1 ? 34 : 24, interactions, 20, CUTOFF, 16);
            case INVARIANT -> new Size(interactions == 1 ? 58 : 41, interactions, 24, CUTOFF, 16);
            case COORDINATES -> new Size(117, 0, 0, CUTOFF, 0);
        };
    }

    /** A network trained on {@code n} clusters for a number of steps that does not depend on n. */
    Functional train(Run run, Kind kind, int interactions, int n, int steps) {
        Seeds.set(run.seed());
        Functional model = ClusterEnergy.potential(kind, size(kind, interactions), ATOMS);
        model.compile(
                Optimizer.adam(RATE).learningRate(Schedules.cosineDecay(RATE, steps, 0.005)),
                Supervision.of(List.of(Loss.mse(), Loss.mse())).lossWeights(0.1, 1));
        double[] e = Arrays.stream(energies.rows(test, test + n).doubles())
                .map(v -> (v - mean) / scale)
                .toArray();
        Dataset data = Dataset.of(
                        List.of(positions.rows(test, test + n).cast(DType.FLOAT32)),
                        List.of(
                                Nd.of(e, n, 1).cast(DType.FLOAT32),
                                forces.rows(test, test + n).map(f -> f / scale).cast(DType.FLOAT32)))
                .batch(BATCH)
                .shuffle();
        int epochs = Math.max(1, steps * BATCH / n);
        model.fit(data, run.fit(epochs));
        return model;
    }

    /** Energies (clusters, 1) and forces (clusters, atoms, 3) by a network, epsilon and sigma. */
    List<Nd> predict(Functional model, Nd x) {
        List<Nd> out = model.predict(List.of(x));
        return List.of(out.get(0).map(e -> e * scale + mean), out.get(1).map(f -> f * scale));
    }

    Errors errors(Functional model) {
        List<Nd> out = predict(model, testPositions());
        return new Errors(
                Scores.mae(energies.rows(0, test).doubles(), doubles(out.get(0))),
                Scores.mae(forces.rows(0, test).doubles(), doubles(out.get(1))));
    }

    private static double[] doubles(Nd x) {
        return x.cast(DType.FLOAT64).doubles();
    }

    /** Errors of the mean energy and of no force. */
    Errors nothing() {
        return new Errors(
                Arrays.stream(energies.rows(0, test).doubles())
                        .map(e -> Math.abs(e - mean))
                        .average()
                        .orElseThrow(),
                Arrays.stream(forces.rows(0, test).doubles())
                        .map(Math::abs)
                        .average()
                        .orElseThrow());
    }
}
