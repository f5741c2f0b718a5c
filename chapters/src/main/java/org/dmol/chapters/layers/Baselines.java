package org.dmol.chapters.layers;

import java.util.Arrays;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.analysis.Roc;
import org.dmol.data.analysis.Standardizer;
import org.dmol.layers.Initializers;
import org.dmol.layers.core.Dense;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;

/** What is reached without any network: the larger class, the first residue, and logistic regression on simple counts. */
final class Baselines {
    private Baselines() {}

    /** Accuracy and area under the ROC curve on the test and the validation part. */
    record Score(double testAccuracy, double testAuc, double validationAccuracy) {}

    /** Soluble if most training proteins that start with the same residue are. */
    static Score firstResidue(Proteins p) {
        int[] positive = new int[Proteins.LETTERS + 1];
        int[] all = new int[Proteins.LETTERS + 1];
        Nd tokens = p.train().input(0);
        int[] labels = Proteins.labels(p.train());
        for (int i = 0; i < labels.length; i++) {
            int first = (int) tokens.get(i, 0);
            all[first]++;
            positive[first] += labels[i];
        }
        double[] share = new double[all.length];
        for (int k = 0; k < share.length; k++) {
            share[k] = all[k] == 0 ? 0.5 : (double) positive[k] / all[k];
        }
        double[] test = byFirst(p.test(), share);
        int[] y = Proteins.labels(p.test());
        return new Score(
                accuracy(y, test),
                Roc.auc(y, test),
                accuracy(Proteins.labels(p.validation()), byFirst(p.validation(), share)));
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
        try (Sequential m = new Sequential(new Dense(1, "sigmoid").kernelInitializer(Initializers.zeros()))) {
            m.compile(Optimizer.adam(0.01), Crossentropy.binary(false));
            Nd x = scale.transform(trainX).cast(DType.FLOAT32);
            m.fit(
                    Dataset.of(x, p.train().target(0)).batch(1024).shuffle(),
                    Fit.epochs(150).silent());
            double[] test = m.predict(scale.transform(features(p.test(), length, firstResidue, skip))
                            .cast(DType.FLOAT32))
                    .doubles();
            double[] held = m.predict(scale.transform(features(p.validation(), length, firstResidue, skip))
                            .cast(DType.FLOAT32))
                    .doubles();
            int[] y = Proteins.labels(p.test());
            return new Score(accuracy(y, test), Roc.auc(y, test), accuracy(Proteins.labels(p.validation()), held));
        }
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
