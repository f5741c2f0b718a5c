package org.dmol.chapters.classification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Reference;
import org.dmol.chapters.Settings;
import org.dmol.chapters.Timings;
import org.dmol.chapters.classification.DrugData.Starts;
import org.dmol.chapters.classification.Logistic.Trained;
import org.dmol.data.DataStore;
import org.dmol.data.analysis.Roc;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.descriptors.RdkitDescriptors;
import org.dmol.data.molecules.MoleculeBatch;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.sets.ClinTox;
import org.dmol.tf.Fn;

/** Training and scores beside NumPy and scikit-learn, with RDKit's 17 descriptors as features, and the time beside JAX. */
final class ClassificationCheck implements CrossCheck, Bench {
    private static final int SEEDS = 6;
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

        /** What both sides compute with. */
        Map<String, Nd> arrays() {
            Map<String, Nd> out = new LinkedHashMap<>();
            out.put("x", x);
            out.put("y", y);
            out.put("x_test", testX);
            out.put("y_test", testY);
            out.put("weights", weights);
            out.put("w", w);
            return out;
        }
    }

    @Override
    public void run(Checks check) throws Exception {
        Map<String, Nd> arrays = Data.of(check.settings()).arrays();
        JsonNode theirs = check.python().run("classification.py", "exact", arrays);
        ClassificationReference.of(arrays).forEach(r -> check.exact(r, theirs));
        onAllDescriptors(check);
    }

    /** The book's two trainings on the chapter's own features, several first weights: unclipped, and sensitive to every rounding. */
    private static void onAllDescriptors(Checks check) throws Exception {
        DrugData data = DrugData.prepared(check.settings());
        LogisticSteps models = new LogisticSteps(data);
        int[] y = data.testLabels();
        double[] auc = new double[SEEDS];
        double[] weighted = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            data.starts = Starts.draw(seed, data.features());
            auc[seed] = Roc.auc(y, models.fitNormal().predict(data.testX()));
            weighted[seed] = Roc.auc(y, models.fitWeighted().predict(data.testX()));
        }
        Map<String, Nd> arrays = new LinkedHashMap<>();
        arrays.put("x", data.x.rows(0, data.train));
        arrays.put("y", Nd.vector(Arrays.copyOf(data.labels, data.train)).cast(DType.FLOAT32));
        arrays.put("x_test", data.testX());
        arrays.put("y_test", Nd.vector(y).cast(DType.FLOAT32));
        arrays.put("weights", models.classWeights().rows(0, data.train));
        JsonNode theirs = check.python().run("classification.py", "seeds", arrays);
        check.exact(Reference.of("auc", "AUC from " + SEEDS + " starts, all descriptors", 0.02, auc), theirs);
        check.exact(
                Reference.of("auc_weighted", "AUC of the weighted training from " + SEEDS + " starts", 0.02, weighted),
                theirs);
    }

    @Override
    public void run(Timings timings) throws Exception {
        Data data = Data.of(timings.settings());
        try (Fn any = Fn.of((tf, in) -> tf.math.square(in.get(0)))) {
            any.call(Nd.scalar(1.0)); // starts TensorFlow, as the Python side starts JAX before its clock runs
        }
        double seconds = timings.time(() -> {
            data.fit(5, data.ones());
            data.fit(10, data.weights());
        });
        JsonNode theirs = timings.python().run("classification.py", "bench", data.arrays());
        String work = "both trainings, 540 updates with two losses each";
        timings.record(work, seconds, theirs.get("fit").asDouble(), "JAX as in the book, which compiles nothing");
        timings.record(
                work,
                seconds,
                theirs.get("compiled").asDouble(),
                "beyond the book: JAX with loss and gradient compiled");
    }
}
