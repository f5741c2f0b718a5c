package org.dmol.chapters.dataequivariance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Run;
import org.dmol.chapters.Step;
import org.dmol.chapters.dataequivariance.PairModel.Kind;

/** Chapter 9, Input Data and Equivariances: invariances built into the input, one after another, and alignment of trajectories. */
public final class DataEquivariance extends Chapter {
    private static final double EQUAL = 1e-12;

    private final Nd r = Butane.coordinates();

    public DataEquivariance() {
        super("09", "data-equivariance", "Input Data and Equivariances");
        about(
                        "A network's output under permutation, translation and rotation of a molecule; trajectories made invariant by alignment.")
                .data("polymer-paths")
                .takes(15, 10);
        AlignmentSteps alignment = new AlignmentSteps();
        PriceSteps price = new PriceSteps(alignment::polymer);
        AlternativeSteps other = new AlternativeSteps(alignment::polymer);
        FeatureSteps features = new FeatureSteps();
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
                Step.of("09.5", "First frame", "a polymer of twelve points", alignment::firstFrame)
                        .alone(),
                Step.of("09.6", "Centre", "the mean or a point as the origin", alignment::centre)
                        .after("09.5"),
                Step.of("09.7", "Rotate", "a point or the principal axis gives the direction", alignment::rotate)
                        .after("09.5"),
                Step.of("09.8", "Invariance", "a rotated trajectory aligns to the same", alignment::invariance)
                        .after("09.5"),
                Step.of("09.9", "Perturbation", "noise in one point moves all others", price::perturbation)
                        .after("09.5"),
                Step.of("09.10", "Movie", "raw and aligned trajectory", price::movie)
                        .after("09.5"),
                Step.of("09.11", "Principal components", "an alignment that is not invariant", price::components)
                        .after("09.5"),
                Step.of(
                                "09.12",
                                "Invariant features",
                                "what each transformation of the input gives",
                                features::features)
                        .alone(),
                Step.of("09.13", "Random transformations", "largest change over many of them", features::models)
                        .alone(),
                Step.of(
                                "09.14",
                                "Other coordinates",
                                "Kabsch alignment, bond lengths and angles, derivatives",
                                other::show)
                        .after("09.5"));
    }

    /** Values with weights from sines: original, translated, rotated, permuted, changed. */
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

    static Map<String, Nd> variants(Kind kind) {
        Nd r = Butane.coordinates();
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
            Map<String, Nd> variants = variants(kind);
            Map<String, Double> values = new LinkedHashMap<>();
            variants.forEach((change, x) -> values.put(change, random.of(x)));
            values.forEach((change, y) -> run.print("%-10s %.6f", change, y));
            double original = values.get("original");
            int k = 0;
            for (String change : variants.keySet()) {
                boolean equal = Math.abs(values.get(change) - original) <= EQUAL * Math.max(1, Math.abs(original));
                boolean expected = isInvariant(kind, change);
                run.check(change + (expected ? "_equal" : "_different"), equal == expected)
                        .alsoStandIn();
                run.metric("fixed_weights_" + change, fixed.of(variants.get(change)))
                        .near(EXPECTED.get(kind)[k++], 1e-9)
                        .alsoStandIn();
            }
        }
        if (kind == Kind.PLAIN) {
            run.corrected(
                    "The book sets no seed here; the random weights follow from the run's seed, and what is compared are weights from sines.");
        }
        if (kind == Kind.ROTATION) {
            run.corrected(
                    "Only the element of the second atom of a pair enters: invariant, but blind to what the first one is. Step 09.13 has a model with both. "
                            + "Pairs of an atom with itself are in the sum, a constant.");
        }
    }

    // ---- for other programs ----

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new DataEquivarianceCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new DataEquivarianceBench());
    }

    public static void main(String[] args) {
        new DataEquivariance().launch(args);
    }
}
