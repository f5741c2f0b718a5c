package org.dmol.data.examples;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.data.analysis.Clusters;
import org.dmol.data.analysis.CrossValidation;
import org.dmol.data.analysis.Folds;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.Interval;
import org.dmol.data.analysis.JackknifePlus;
import org.dmol.data.analysis.KMeans;
import org.dmol.data.analysis.Learner;
import org.dmol.data.analysis.LeastSquares;
import org.dmol.data.analysis.Pca;
import org.dmol.data.analysis.Roc;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.descriptors.DescriptorSet;
import org.dmol.data.descriptors.DescriptorTable;
import org.dmol.data.descriptors.FingerprintType;
import org.dmol.data.descriptors.Morgan;
import org.dmol.data.descriptors.RdkitDescriptors;
import org.dmol.data.descriptors.Stoned;
import org.dmol.data.descriptors.Tanimoto;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;

/** Molecules as numbers, and numbers about numbers. Prints what {@code data/README.md} shows. */
public final class NumbersExample {
    private NumbersExample() {}

    /** Runs the example. */
    public static void main(String[] args) {
        // The 17 descriptors of AqSolDB
        Molecule aspirin = Smiles.parse("CC(=O)Oc1ccccc1C(=O)O");
        double[] values = RdkitDescriptors.of(aspirin);
        for (String name : List.of("MolWt", "MolLogP", "TPSA", "BertzCT")) {
            System.out.printf(Locale.ROOT, "%s %.3f%n", name, values[RdkitDescriptors.NAMES.indexOf(name)]);
        }

        // Over 1,500 descriptors, missing ones marked, and those of them that a model can use
        List<Molecule> mixed = Stream.of(
                        "CO", "CCO", "CC(C)O", "OCCO", "c1ccccc1", "Cc1ccccc1", "Oc1ccccc1", "c1ccncc1")
                .map(Smiles::parse)
                .toList();
        DescriptorTable table = DescriptorSet.standard().compute(mixed);
        System.out.println(
                table.values().describe() + ", " + table.usable().names().size() + " usable");

        // Fingerprints and similarity
        Molecule salicylic = Smiles.parse("OC(=O)c1ccccc1O");
        System.out.println(Morgan.counts(aspirin, 2).size() + " features, "
                + Morgan.bits(aspirin, 2, 2048).cardinality() + " of 2048 bits, "
                + FingerprintType.MACCS.of(aspirin).cardinality() + " MACCS keys");
        System.out.println(Tanimoto.of(Morgan.counts(aspirin, 2), Morgan.counts(salicylic, 2)));

        // Molecules like this one
        List<Stoned.Neighbour> space = Stoned.narrow().samples(20).seed(1).sample(aspirin);
        space.stream()
                .limit(3)
                .forEach(n -> System.out.printf(
                        Locale.ROOT, "%.2f %s%n", n.similarity(), n.molecule().canonicalSmiles()));

        // Clusters and projections
        Nd x = Standardizer.fit(table.usable().values(), 0)
                .transform(table.usable().values());
        Clusters clusters = KMeans.of(2).seed(0).fit(x);
        System.out.println(Arrays.toString(clusters.labels()) + " " + Arrays.toString(clusters.representatives(x)));
        Pca pca = Pca.fit(x, 2);
        System.out.printf(
                Locale.ROOT, "%.3f %s%n", pca.ratio()[0], pca.transform(x).describe());

        // Linear regression: boiling points of the first eight 1-alkanols, cross-validated, and an interval for
        // 1-nonanol
        Nd weight = Nd.matrix(
                new double[][] {{32.042}, {46.069}, {60.096}, {74.123}, {88.15}, {102.177}, {116.204}, {130.231}});
        double[] boilingCelsius = {64.7, 78.2, 97.2, 117.7, 137.9, 157.4, 176.0, 195.1};
        Learner ols = (a, b) -> LeastSquares.with(Intercept.JOINT).fit(a, b)::predict;
        CrossValidation cv = CrossValidation.run(ols, weight, boilingCelsius, Folds.leaveOneOut(8));
        Interval nonanol = JackknifePlus.fit(ols, weight, boilingCelsius).interval(0.2, 144.258);
        System.out.printf(
                Locale.ROOT,
                "RMSE %.1f, 1-nonanol %.0f … %.0f%n",
                Math.sqrt(cv.pooledMse()),
                nonanol.lower(),
                nonanol.upper());

        // Scores of classifiers; ties count one half
        System.out.println(Roc.auc(new int[] {0, 0, 1, 1, 1}, new double[] {0.1, 0.4, 0.4, 0.8, 0.9}));
    }
}
