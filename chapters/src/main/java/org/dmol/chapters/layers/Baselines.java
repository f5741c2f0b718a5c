package org.dmol.chapters.layers;

import java.util.Arrays;
import java.util.function.Function;
import org.dmol.array.Nd;
import org.dmol.data.analysis.LogisticRegression;
import org.dmol.data.analysis.Roc;
import org.dmol.data.analysis.Standardizer;
import org.dmol.layers.train.Dataset;

/** What is reached without any network: the larger class, the first residue, and logistic regression on simple counts. */
final class Baselines {
    /** Next to nothing: the fractions add up to 1, and only a penalty makes their weights unique. */
    private static final double PENALTY = 1e-6;

    private Baselines() {}

    /** Scores of the test and the validation part with their labels. */
    record Score(double[] test, int[] testLabels, double[] validation, int[] validationLabels) {
        double accuracy() {
            return Baselines.accuracy(testLabels, test);
        }

        double auc() {
            return Roc.auc(testLabels, test);
        }

        /** Mean binary cross-entropy of the test part. */
        double loss() {
            double sum = 0;
            for (int i = 0; i < test.length; i++) {
                sum -= Math.log(testLabels[i] == 1 ? test[i] : 1 - test[i]);
            }
            return sum / test.length;
        }

        double validationAccuracy() {
            return Baselines.accuracy(validationLabels, validation);
        }

        double validationAuc() {
            return Roc.auc(validationLabels, validation);
        }
    }

    private static Score score(Proteins p, Function<Dataset, double[]> rule) {
        return new Score(
                rule.apply(p.test()),
                Proteins.labels(p.test()),
                rule.apply(p.validation()),
                Proteins.labels(p.validation()));
    }

    /** Soluble with the share of soluble ones among the training proteins that start with the same residue. */
    static Score firstResidue(Proteins p) {
        int[][] n = byFirstResidue(p.train());
        double[] share = new double[n.length];
        Arrays.setAll(share, k -> n[k][0] + n[k][1] == 0 ? 0.5 : (double) n[k][1] / (n[k][0] + n[k][1]));
        return score(p, part -> byFirst(part, share));
    }

    /** How many insoluble and soluble proteins of a part start with each residue. */
    static int[][] byFirstResidue(Dataset part) {
        int[][] n = new int[Proteins.LETTERS + 1][2];
        Nd tokens = part.input(0);
        int[] labels = Proteins.labels(part);
        for (int i = 0; i < labels.length; i++) {
            n[(int) tokens.get(i, 0)][labels[i]]++;
        }
        return n;
    }

    private static double[] byFirst(Dataset part, double[] share) {
        Nd tokens = part.input(0);
        double[] out = new double[tokens.dim(0)];
        Arrays.setAll(out, i -> share[(int) tokens.get(i, 0)]);
        return out;
    }

    /** Logistic regression on the fractions of the 20 residues, with more features if asked for. */
    static Score composition(Proteins p, boolean length, boolean firstResidue, int skip) {
        Nd trainX = features(p.train(), length, firstResidue, skip);
        Standardizer scale = Standardizer.fit(trainX, 0);
        LogisticRegression fit = LogisticRegression.fit(scale.transform(trainX), Proteins.labels(p.train()), PENALTY);
        return score(p, part -> fit.predict(scale.transform(features(part, length, firstResidue, skip))));
    }

    /** Residue fractions without the first {@code skip} residues, then the length in hundreds, then the first residue one-hot. */
    private static Nd features(Dataset part, boolean length, boolean firstResidue, int skip) {
        Nd tokens = part.input(0);
        int width = Proteins.LETTERS + (length ? 1 : 0) + (firstResidue ? Proteins.LETTERS : 0);
        double[] out = new double[tokens.dim(0) * width];
        int[] flat = tokens.ints();
        for (int i = 0; i < tokens.dim(0); i++) {
            int n = 0;
            for (int j = skip; j < Proteins.LENGTH; j++) {
                int t = flat[i * Proteins.LENGTH + j];
                if (t > 0) {
                    out[i * width + t - 1]++;
                    n++;
                }
            }
            for (int k = 0; k < Proteins.LETTERS; k++) {
                out[i * width + k] /= Math.max(1, n);
            }
            if (length) {
                out[i * width + Proteins.LETTERS] = n / 100.0;
            }
            if (firstResidue) {
                out[i * width + width - Proteins.LETTERS + flat[i * Proteins.LENGTH] - 1] = 1;
            }
        }
        return Nd.of(out, tokens.dim(0), width);
    }

    static double accuracy(int[] labels, double[] scores) {
        double hits = 0;
        for (int i = 0; i < labels.length; i++) {
            hits += (scores[i] > 0.5 ? 1 : 0) == labels[i] ? 1 : 0;
        }
        return hits / labels.length;
    }
}
