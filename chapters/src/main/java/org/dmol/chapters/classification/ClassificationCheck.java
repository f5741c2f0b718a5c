package org.dmol.chapters.classification;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Settings;
import org.dmol.chapters.Timings;
import org.dmol.chapters.classification.Logistic.Trained;
import org.dmol.data.DataStore;
import org.dmol.data.analysis.Calibration;
import org.dmol.data.analysis.PrecisionRecall;
import org.dmol.data.analysis.Roc;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.descriptors.RdkitDescriptors;
import org.dmol.data.molecules.MoleculeBatch;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.sets.ClinTox;

/** Training and scores beside NumPy and scikit-learn, with RDKit's 17 descriptors as features, and the time beside JAX. */
final class ClassificationCheck implements CrossCheck, Bench {
    private static final double CLIP = 5; // keeps the training from being chaotic, so that roundings stay small

    @Override
    public String name() {
        return "classification";
    }

    @Override
    public String title() {
        return "logistic regression of chapter 4 beside NumPy, JAX and scikit-learn";
    }

    private record Data(Nd x, Nd y, Nd testX, Nd testY, Nd weights, Nd w) {
        static Data of(Settings s) {
            ClinTox set =
                    ClinTox.load(DataStore.standard().withOffline(s.offline()).withStandIns(s.standIn()));
            MoleculeBatch batch = Smiles.parseAll(Arrays.asList(set.smiles()));
            Nd raw = RdkitDescriptors.of(batch.molecules());
            Nd x = Standardizer.fit(raw, 1).clip(CLIP).transform(raw).cast(DType.FLOAT32);
            int n = x.dim(0);
            float[] y = new float[n];
            float[] weights = new float[n];
            for (int i = 0; i < n; i++) {
                y[i] = set.rows().get(batch.rows()[i]).fdaApproved();
                weights[i] = y[i] == 1 ? 1 : 20;
            }
            int train = (int) (0.8 * n) / Logistic.BATCH * Logistic.BATCH;
            Nd labels = Nd.of(y, n);
            Nd w = new NumpyRandom(s.seed()).normal(0, 0.01, x.dim(1)).cast(DType.FLOAT32);
            return new Data(
                    x.rows(0, train),
                    labels.rows(0, train),
                    x.rows(train, n),
                    labels.rows(train, n),
                    Nd.of(weights, n).rows(0, train),
                    w);
        }

        Trained fit(int epochs, Nd by) {
            return Logistic.train(x, y, by, y.size() / Logistic.BATCH, epochs, w, 1, testX, testY);
        }

        Nd ones() {
            return Nd.full(DType.FLOAT32, 1, y.size());
        }

        void write(Path file, double[] p) throws Exception {
            Npz.writer()
                    .put("x", x)
                    .put("y", y)
                    .put("x_test", testX)
                    .put("y_test", testY)
                    .put("ones", ones())
                    .put("weights", weights)
                    .put("w", w)
                    .put("p", Nd.vector(p))
                    .write(file);
        }
    }

    @Override
    public void run(Checks check) throws Exception {
        Data data = Data.of(check.settings());
        Trained t = data.fit(5, data.ones());
        Trained weighted = data.fit(1, data.weights());
        double[] p = t.predict(data.testX());
        int[] y =
                IntStream.range(0, p.length).map(i -> (int) data.testY().get(i)).toArray();
        int[] rare = IntStream.of(y).map(v -> 1 - v).toArray();
        Path in = Files.createTempFile("dmol-classification", ".npz");
        try {
            data.write(in, p);
            JsonNode theirs = check.python().run("classification.py", "exact", in.toString());
            check.exact("loss of each batch after its update", t.trainLoss(), doubles(theirs.get("batch_loss")), 1e-4);
            check.exact("test loss after each update", t.testLoss(), doubles(theirs.get("test_loss")), 1e-4);
            check.exact(
                    "weighted loss of each batch", weighted.trainLoss(), doubles(theirs.get("weighted_loss")), 1e-4);
            check.exact(
                    "AUC of both trainings",
                    Roc.auc(y, p),
                    theirs.get("auc_trained").asDouble(),
                    1e-3);
            check.exact("AUC", Roc.auc(y, p), theirs.get("auc").asDouble(), 1e-12);
            double[] failed = Arrays.stream(p).map(v -> 1 - v).toArray();
            check.exact(
                    "average precision",
                    PrecisionRecall.of(rare, failed).averagePrecision(),
                    theirs.get("average_precision").asDouble(),
                    1e-12);
            check.exact(
                    "Brier score", Calibration.brier(y, p), theirs.get("brier").asDouble(), 1e-12);
        } finally {
            Files.delete(in);
        }
    }

    @Override
    public void run(Timings timings) throws Exception {
        Data data = Data.of(timings.settings());
        org.dmol.tf.TfRuntime.load();
        double seconds = timings.time(() -> {
            data.fit(5, data.ones());
            data.fit(10, data.weights());
        });
        Path in = Files.createTempFile("dmol-classification", ".npz");
        try {
            data.write(in, new double[data.testY().size()]);
            JsonNode theirs = timings.python().run("classification.py", "bench", in.toString());
            timings.record(
                    "both trainings, 540 updates with two losses each",
                    seconds,
                    theirs.get("fit").asDouble(),
                    "with compilation on both sides; JAX");
        } finally {
            Files.delete(in);
        }
    }

    private static double[] doubles(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }
}
