package org.dmol.data.descriptors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;
import org.dmol.array.Nd;
import org.dmol.data.analysis.Dbscan;
import org.dmol.data.analysis.Pca;
import org.dmol.data.molecules.Molecule;

/**
 * Molecules around a base with a model's predictions for them, and the counterfactuals among them: similar molecules for which the model
 * says something else. The layout and the choice are exmol's (Wellawatte, Seshadri, White, Chem. Sci. 2022, 13, 3697): principal
 * components of the rows of the matrix of distances (1 - Tanimoto similarity), DBSCAN on the plane, the most similar counterfactual of
 * each cluster.
 */
public final class ChemicalSpace {
    /** Settings of DBSCAN in exmol. */
    private static final double EPS = 0.15;

    private static final int MIN_SAMPLES = 5;
    private static final int RADIUS = 2;

    private final List<Example> examples;

    private ChemicalSpace(List<Example> examples) {
        this.examples = examples;
    }

    /**
     * A molecule of the space.
     *
     * @param index its number; the base has 0
     * @param prediction of the model
     * @param similarity to the base
     * @param x first coordinate of the layout
     * @param y second coordinate of the layout
     * @param cluster from 0, or {@link Dbscan#NOISE}
     */
    public record Example(
            int index, Molecule molecule, double prediction, double similarity, double x, double y, int cluster) {
        /** Whether this is the molecule that everything is compared with. */
        public boolean isOrigin() {
            return index == 0;
        }
    }

    /**
     * Lays out a sample. Mutants that cannot be told from the base (similarity 1) or have no finite prediction are left out.
     *
     * @param sample the base, then mutants, as {@link Stoned} gives them
     * @param predictions one for each
     */
    public static ChemicalSpace of(List<Stoned.Neighbour> sample, double[] predictions) {
        if (sample.isEmpty() || sample.size() != predictions.length) {
            throw new IllegalArgumentException("There are " + predictions.length + " predictions for " + sample.size()
                    + " molecules; each needs one, and the base is the first.");
        }
        List<Integer> kept = new ArrayList<>(List.of(0));
        for (int i = 1; i < predictions.length; i++) {
            if (sample.get(i).similarity() < 1 && Double.isFinite(predictions[i])) {
                kept.add(i);
            }
        }
        double[][] plane =
                plane(kept.stream().map(i -> sample.get(i).molecule()).toList());
        int[] clusters = Dbscan.of(EPS, MIN_SAMPLES).fit(Nd.matrix(plane));
        List<Example> out = new ArrayList<>();
        for (int k = 0; k < kept.size(); k++) {
            Stoned.Neighbour n = sample.get(kept.get(k));
            out.add(new Example(
                    k, n.molecule(), predictions[kept.get(k)], n.similarity(), plane[k][0], plane[k][1], clusters[k]));
        }
        return new ChemicalSpace(List.copyOf(out));
    }

    private static double[][] plane(List<Molecule> molecules) {
        if (molecules.size() < 3) {
            return new double[molecules.size()][2];
        }
        List<CountFingerprint> prints =
                molecules.stream().map(m -> Morgan.counts(m, RADIUS)).toList();
        Nd distances = Tanimoto.counts(prints, prints).map(s -> 1 - s);
        double[] flat = Pca.fit(distances, 2).transform(distances).doubles();
        double[][] out = new double[molecules.size()][];
        Arrays.setAll(out, i -> new double[] {flat[2 * i], flat[2 * i + 1]});
        return out;
    }

    /** All molecules; the base is the first. */
    public List<Example> examples() {
        return examples;
    }

    /** The base. */
    public Example base() {
        return examples.get(0);
    }

    /**
     * At most {@code n} counterfactuals: the most similar one of each cluster, these sorted by similarity, then the most similar others.
     * None is given twice. Empty if there is none at all.
     *
     * @param differs whether a prediction is another than the base's
     */
    public List<Example> counterfactuals(int n, DoublePredicate differs) {
        List<Example> all = examples.stream()
                .filter(e -> !e.isOrigin() && differs.test(e.prediction()))
                .sorted(Comparator.comparingDouble(e -> -e.similarity()))
                .toList();
        Set<Integer> clusters = new LinkedHashSet<>();
        Set<Example> picks = new LinkedHashSet<>();
        for (Example e : all) {
            if (clusters.add(e.cluster())) {
                picks.add(e);
            }
        }
        picks.addAll(all);
        return picks.stream().limit(n).toList();
    }

    /**
     * For regression: at most {@code n} counterfactuals, half of them (one more, if odd) at least {@code delta} above the base's
     * prediction and the others at least {@code delta} below.
     */
    public List<Example> counterfactuals(int n, double delta) {
        if (!(delta > 0)) {
            throw new IllegalArgumentException("The difference of predictions is " + delta + "; it must be positive.");
        }
        double y = base().prediction();
        List<Example> out = new ArrayList<>(counterfactuals((n + 1) / 2, v -> v >= y + delta));
        out.addAll(counterfactuals(n / 2, v -> v <= y - delta));
        return out;
    }
}
