package org.dmol.chapters.dataequivariance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.Run;
import org.dmol.chapters.Step;
import org.dmol.chapters.dataequivariance.PairModel.Kind;
import org.dmol.chapters.report.Table;

/** Chapter 9, Input Data and Equivariances: invariances built into the input, one after another, and alignment of trajectories. */
public final class DataEquivariance extends Chapter {
    private static final double EQUAL = 1e-12;

    private final Nd r = Butane.coordinates();

    public DataEquivariance() {
        super("09", "data-equivariance", "Input Data and Equivariances");
        about(
                        "A network's output under permutation, translation and rotation of a molecule; trajectories made invariant by alignment.")
                .data("polymer-paths")
                .takes(25, 15);
        Trajectory t = new Trajectory();
        steps(
                Step.of("09.1", "No invariance", "a dense network on all coordinates", run -> model(run, Kind.PLAIN))
                        .alone(),
                Step.of("09.2", "Permutation", "a sum over atoms", run -> model(run, Kind.PERMUTATION))
                        .alone(),
                Step.of(
                                "09.3",
                                "Translation",
                                "a sum over pairs of difference vectors",
                                run -> model(run, Kind.TRANSLATION))
                        .alone(),
                Step.of("09.4", "Rotation", "a sum over pairs of squared distances", run -> model(run, Kind.ROTATION))
                        .alone(),
                Step.of("09.5", "First frame", "a polymer of twelve beads", t::firstFrame)
                        .alone(),
                Step.of("09.6", "Centre", "the mean or a point as the origin", t::centre)
                        .after("09.5"),
                Step.of("09.7", "Rotate", "a point or the principal axis gives the direction", t::rotate)
                        .after("09.5"),
                Step.of("09.8", "Invariance", "a rotated trajectory aligns to the same", t::invariance)
                        .after("09.5"),
                Step.of("09.9", "Perturbation", "noise in one point moves all others", t::perturbation)
                        .after("09.5"),
                Step.of("09.10", "Movie", "raw and aligned trajectory", t::movie)
                        .after("09.5"),
                Step.of("09.11", "Principal components", "an alignment that is not invariant", t::components)
                        .after("09.5"),
                Step.of("09.12", "Random transformations", "largest change over many of them", this::table)
                        .alone(),
                Step.of("09.13", "Other coordinates", "Kabsch alignment, bond lengths and angles", t::alternatives)
                        .after("09.5"));
    }

    private static final Map<Kind, double[]> EXPECTED = Map.of(
            Kind.PLAIN, new double[] {5.774421152075, 6.620241807945, 5.453793421029, 5.042751382609, 6.034806460361},
            Kind.PERMUTATION,
                    new double[] {2.659355858501, -84.757445967471, 3.527749904532, 2.659355858501, 6.348332051820},
            Kind.TRANSLATION,
                    new double[] {26.505794191429, 26.505794191429, 24.566722601295, 26.505794191429, 27.993834352478},
            Kind.ROTATION,
                    new double[] {
                        973.362620474006, 973.362620474006, 973.362620474006, 973.362620474006, 977.157348119358
                    });

    private Map<String, Nd> variants(Kind kind) {
        Map<String, Nd> all = new LinkedHashMap<>();
        all.put("original", r);
        all.put("translated", kind == Kind.PLAIN ? Butane.translated(r, 1, 2, 3) : Butane.translated(r, -2, 3, 4));
        all.put("rotated", Butane.rotated(r));
        all.put("permuted", Butane.permuted(r));
        all.put("changed", Butane.changed(r));
        return all;
    }

    /** Which of translation, rotation, permutation leave a model alone. */
    private static boolean isInvariant(Kind kind, String change) {
        return switch (change) {
            case "original" -> true;
            case "translated" -> kind == Kind.TRANSLATION || kind == Kind.ROTATION;
            case "rotated" -> kind == Kind.ROTATION;
            case "permuted" -> kind != Kind.PLAIN;
            default -> false;
        };
    }

    private void model(Run run, Kind kind) {
        try (PairModel random = PairModel.random(kind, new NumpyRandom(run.seed()));
                PairModel fixed = PairModel.fixed(kind)) {
            double original = random.of(r);
            int k = 0;
            for (Map.Entry<String, Nd> e : variants(kind).entrySet()) {
                double y = random.of(e.getValue());
                run.print("%-10s %.6f", e.getKey(), y);
                boolean equal = Math.abs(y - original) <= EQUAL * Math.max(1, Math.abs(original));
                boolean expected = isInvariant(kind, e.getKey());
                run.check(e.getKey() + (expected ? "_equal" : "_different"), equal == expected)
                        .alsoStandIn();
                run.metric("fixed_weights_" + e.getKey(), fixed.of(e.getValue()))
                        .near(EXPECTED.get(kind)[k++], 1e-9)
                        .alsoStandIn();
            }
        }
        if (kind == Kind.ROTATION) {
            run.note(
                    "Only the element of the second atom of a pair enters: invariant, but blind to what the first one is.");
        }
    }

    private void table(Run run) {
        run.beyond("The largest change of the output over many random transformations.");
        int n = run.shorten(1000, 50);
        Table t = Table.of(
                "largest change of the output, " + n + " transformations",
                "model",
                "permutation",
                "translation",
                "rotation");
        Map<String, UnaryOperator<Nd>> changes = new LinkedHashMap<>();
        Random random = new Random(run.seed());
        changes.put("permuted", x -> Butane.permutedAtRandom(x, random));
        changes.put(
                "translated",
                x -> Butane.translated(
                        x, 3 * random.nextGaussian(), 3 * random.nextGaussian(), 3 * random.nextGaussian()));
        changes.put("rotated", x -> Butane.turnedAtRandom(x, random));
        for (Kind kind : Kind.values()) {
            Object[] row = new Object[4];
            row[0] = kind.toString().toLowerCase(java.util.Locale.ROOT);
            int k = 1;
            try (PairModel model = PairModel.random(kind, new NumpyRandom(run.seed()))) {
                double y = model.of(r);
                for (Map.Entry<String, UnaryOperator<Nd>> e : changes.entrySet()) {
                    double worst = 0;
                    for (int i = 0; i < n; i++) {
                        worst = Math.max(worst, Math.abs(model.of(e.getValue().apply(r)) - y));
                    }
                    row[k++] = worst;
                    boolean same = worst < 1e-10 * Math.max(1, Math.abs(y));
                    run.check(row[0] + "_" + e.getKey(), same == isInvariant(kind, e.getKey()))
                            .alsoStandIn();
                }
            }
            t.row(row);
        }
        run.table(t);
    }

    public static void main(String[] args) {
        new DataEquivariance().launch(args);
    }
}
