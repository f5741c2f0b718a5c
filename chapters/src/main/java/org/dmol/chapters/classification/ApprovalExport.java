package org.dmol.chapters.classification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.AtomicFile;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.ModelCard;
import org.dmol.chapters.Run;
import org.dmol.chapters.classification.SoundModel.Recipe;
import org.dmol.data.Split;
import org.dmol.data.Splits;
import org.dmol.data.analysis.Calibration;
import org.dmol.data.analysis.PlattScaling;
import org.dmol.data.analysis.PrecisionRecall;
import org.dmol.data.analysis.Roc;
import org.dmol.data.descriptors.DescriptorTable;
import org.dmol.data.molecules.MoleculeBatch;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.sets.ClinTox;
import org.dmol.tf.Ctx;
import org.dmol.tf.SavedModelReader;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The classifier as a SavedModel that takes raw descriptors: gaps, scale, clipping and calibration are part of the graph. */
final class ApprovalExport implements Exporter {
    @Override
    public String name() {
        return "clintox-logistic";
    }

    @Override
    public String title() {
        return "Approval of a drug candidate from two-dimensional descriptors";
    }

    @Override
    public void export(Run run, Path directory) throws Exception {
        ClinTox set = ClinTox.load(run.store());
        MoleculeBatch batch = Smiles.parseAll(Arrays.asList(set.smiles()));
        int[] y = IntStream.of(batch.rows())
                .map(i -> set.rows().get(i).fdaApproved())
                .toArray();
        DescriptorTable all = DrugData.compute(batch.molecules(), run);
        Split split = Splits.stratified(y, 0.2, 0.2, run.seed());
        int epochs = run.shorten(600, 60);
        Recipe recipe = Recipe.of(Sounder.L2, epochs).balanced(y, split.train());
        try (SoundModel model = SoundModel.fit(all, y, split.train(), recipe, run.fit(epochs))) {
            PlattScaling platt = PlattScaling.fit(pick(y, split.validation()), model.logits(all, split.validation()));
            double[] p = platt.transform(model.logits(all, split.test()));
            int[] labels = pick(y, split.test());
            run.print("AUC on the test rows %.3f", Roc.auc(labels, p));
            int d = model.columns().length;
            Map<String, Spec> inputs = Map.of("descriptors", Spec.of(DType.FLOAT32, -1, d));
            new SavedModelWriter()
                    .signature("serving_default", inputs, (c, in) -> graph(c, in, model, platt))
                    .write(directory);
            new SavedModelWriter()
                    .signature("serving_default", inputs, (c, in) -> graph(c, in, model, platt))
                    .writeFrozenGraph(directory.resolve("frozen.pb"));
            int[] some = Arrays.copyOf(split.test(), 5);
            Nd raw = model.raw(all, some).cast(DType.FLOAT32);
            Nd expected = Nd.of(Arrays.copyOf(p, 5), 5, 1).cast(DType.FLOAT32);
            verify(run, directory, raw, expected);
            verifyGaps(directory, model, d, platt);
            List<String> names =
                    IntStream.of(model.columns()).mapToObj(all.names()::get).toList();
            byte[] list = (String.join("\n", names) + "\n").getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(directory.resolve("descriptors.txt"), out -> out.write(list));
            card(set, labels, p, d)
                    .example("serving_default", Map.of("descriptors", raw), Map.of("probability", expected))
                    .write(directory, run.settings());
        }
    }

    private static int[] pick(int[] v, int[] rows) {
        return IntStream.of(rows).map(i -> v[i]).toArray();
    }

    private static Map<String, Operand<?>> graph(Ctx c, List<Operand<?>> in, SoundModel model, PlattScaling platt) {
        Ops tf = c.tf();
        Operand<TFloat32> x = Trace.floats(in.get(0));
        Operand<TFloat32> gaps = tf.broadcastTo(constant(tf, model.medians()), tf.shape(x));
        Operand<TFloat32> filled = tf.select(tf.math.isNan(x), gaps, x);
        Operand<TFloat32> z = tf.math.div(
                tf.math.sub(filled, constant(tf, model.scale().mean())),
                constant(tf, model.scale().std()));
        // Not clipByValue, which TFLite lacks.
        Operand<TFloat32> clipped = tf.math.minimum(
                tf.math.maximum(z, tf.constant((float) -SoundModel.CLIP)), tf.constant((float) SoundModel.CLIP));
        Operand<TFloat32> logit =
                Trace.floats(model.network().apply(c, List.of(clipped)).get(0));
        Operand<TFloat32> calibrated =
                tf.math.sub(tf.math.mul(logit, tf.constant((float) -platt.a())), tf.constant((float) platt.b()));
        return Map.of("probability", tf.math.sigmoid(calibrated));
    }

    private static Operand<TFloat32> constant(Ops tf, double[] v) {
        return Trace.constant(tf, Nd.vector(v).cast(DType.FLOAT32));
    }

    /** The written model, loaded again, must predict the same. */
    private static void verify(Run run, Path directory, Nd x, Nd expected) {
        try (SavedModelReader loaded = SavedModelReader.load(directory)) {
            Nd y = loaded.call("serving_default", Map.of("descriptors", x)).get("probability");
            double worst = 0;
            for (int i = 0; i < y.size(); i++) {
                worst = Math.max(worst, Math.abs(y.getFlat(i) - expected.getFlat(i)));
            }
            run.print("loaded again: probabilities differ by at most %.1e", worst);
            if (!(worst <= 1e-5)) {
                throw new IllegalStateException("The exported model predicts differently: by " + worst + ".");
            }
        }
    }

    /** A molecule of which nothing is known gets the probability of one with median descriptors. */
    private static void verifyGaps(Path directory, SoundModel model, int d, PlattScaling platt) {
        try (SavedModelReader loaded = SavedModelReader.load(directory)) {
            float[] gaps = new float[d];
            Arrays.fill(gaps, Float.NaN);
            double p = loaded.call("serving_default", Map.of("descriptors", Nd.of(gaps, 1, d)))
                    .get("probability")
                    .item();
            Nd median = model.scale().transform(Nd.of(model.medians(), 1, d)).cast(DType.FLOAT32);
            double expected = platt.transform(model.network().predict(median).item())[0];
            if (!(Math.abs(p - expected) <= 1e-5)) {
                throw new IllegalStateException(
                        "Gaps are not filled with the medians: " + p + " instead of " + expected + ".");
            }
        }
    }

    private ModelCard card(ClinTox set, int[] y, double[] p, int d) throws IOException {
        int[] rare = IntStream.of(y).map(v -> 1 - v).toArray();
        return new ModelCard(name(), title())
                .about(
                        "Probability that a drug candidate was approved rather than failed in trials for toxicity, by logistic regression on "
                                + d
                                + " two-dimensional descriptors (chapter 4 of the textbook Deep Learning for Molecules and Materials). Trained with balanced class weights and L2 on 60 % of "
                                + "ClinTox, calibrated by Platt's method on 20 %, tested on 20 %. The graph fills gaps with training medians, standardises, clips at ±10 and calibrates.")
                .input(
                        "descriptors",
                        "float32 [batch, " + d + "]",
                        "raw descriptors in the order of descriptors.txt, as org.dmol.data.descriptors.DescriptorSet.withoutFingerprints() computes them; NaN where one cannot be computed")
                .output("probability", "float32 [batch, 1]", "calibrated probability of approval")
                .metric("area under the ROC curve", Roc.auc(y, p), "")
                .metric(
                        "average precision of the rare class",
                        PrecisionRecall.of(
                                        rare, Arrays.stream(p).map(v -> 1 - v).toArray())
                                .averagePrecision(),
                        "")
                .metric("Brier score", Calibration.brier(y, p), "")
                .metric("calibration error, ten bins", Calibration.of(y, p, 10).expectedError(), "")
                .data(set.source())
                .limit(
                        "Only 94 of 1,484 molecules failed; the test set holds about 19 of them, so the metrics are uncertain by several hundredths.")
                .limit(
                        "Approved drugs and failed candidates differ in more than toxicity. The model must not be used to judge the safety of a substance.");
    }
}
