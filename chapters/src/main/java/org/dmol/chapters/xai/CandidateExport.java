package org.dmol.chapters.xai;

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
import org.dmol.chapters.Reloaded;
import org.dmol.chapters.Run;
import org.dmol.data.Split;
import org.dmol.data.Splits;
import org.dmol.data.analysis.ConfusionMatrix;
import org.dmol.data.analysis.DeLong;
import org.dmol.data.descriptors.DescriptorTable;
import org.dmol.data.sets.ClinTox;
import org.dmol.layers.Seeds;
import org.dmol.tf.Ctx;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The network on descriptors as a SavedModel that takes raw descriptors: columns' medians, scale and clipping are part of the graph. */
final class CandidateExport implements Exporter {
    @Override
    public String name() {
        return "clintox-mlp";
    }

    @Override
    public String title() {
        return "Approval of a drug candidate by a small network on descriptors";
    }

    @Override
    public void export(Run run, Path directory) throws Exception {
        ClinTox set = ClinTox.load(run.store());
        Drugs readable = Drugs.of(set);
        Drugs drugs = readable.merged();
        drugs = drugs.with(MoleculeSteps.compute(drugs.molecules(), run));
        Split split = Splits.stratified(drugs.labels(), 0.2, 0, run.seed());
        int[] labels = drugs.labels();
        int[] y = IntStream.of(split.test()).map(i -> labels[i]).toArray();
        DescriptorTable test = drugs.table().rows(split.test());
        Seeds.set(run.seed());
        try (ApprovalModel model = ApprovalModel.sound(
                drugs.table(), labels, split.train(), run.fit(run.shorten(ApprovalModel.EPOCHS, 5)))) {
            double[] p = model.probabilities(test);
            DeLong auc = DeLong.of(y, p);
            run.print("test area under the ROC curve %.3f ± %.3f", auc.area(), auc.standardError());
            int d = model.scaler().names().size();
            Map<String, Spec> inputs = Map.of("descriptors", Spec.of(DType.FLOAT32, -1, d));
            new SavedModelWriter()
                    .signature("serving_default", inputs, (c, in) -> graph(c, in, model))
                    .write(directory);
            new SavedModelWriter()
                    .signature("serving_default", inputs, (c, in) -> graph(c, in, model))
                    .writeFrozenGraph(directory.resolve("frozen.pb"));
            Map<String, Nd> given =
                    Map.of("descriptors", model.scaler().raw(test).rows(0, 5).cast(DType.FLOAT32));
            Map<String, Nd> expected =
                    Map.of("probability", Nd.of(Arrays.copyOf(p, 5), 5, 1).cast(DType.FLOAT32));
            Reloaded.verify(run, directory, "serving_default", given, expected);
            verifyGaps(run, directory, model, d);
            byte[] list = (String.join("\n", model.scaler().names()) + "\n").getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(directory.resolve("descriptors.txt"), out -> out.write(list));
            card(set, auc, ConfusionMatrix.atThreshold(y, p, 0.5), d, drugs.size())
                    .example("serving_default", given, expected)
                    .write(directory, run.settings());
        }
    }

    /** A molecule of which nothing is known is one with median descriptors. */
    private static void verifyGaps(Run run, Path directory, ApprovalModel model, int d) {
        float[] gaps = new float[d];
        Arrays.fill(gaps, Float.NaN);
        Nd median = model.scaler()
                .scale()
                .transform(Nd.of(model.scaler().medians(), 1, d))
                .cast(DType.FLOAT32);
        double p = ApprovalModel.sigmoid(model.network().predict(median).item());
        Reloaded.verify(
                run,
                directory,
                "serving_default",
                Map.of("descriptors", Nd.of(gaps, 1, d)),
                Map.of("probability", Nd.of(new float[] {(float) p}, 1, 1)));
    }

    private static Map<String, Operand<?>> graph(Ctx c, List<Operand<?>> in, ApprovalModel model) {
        Ops tf = c.tf();
        Operand<TFloat32> x = Trace.floats(in.get(0));
        Operand<TFloat32> gaps = tf.broadcastTo(constant(tf, model.scaler().medians()), tf.shape(x));
        Operand<TFloat32> filled = tf.select(tf.math.isNan(x), gaps, x);
        Operand<TFloat32> z = tf.math.div(
                tf.math.sub(filled, constant(tf, model.scaler().scale().mean())),
                constant(tf, model.scaler().scale().std()));
        float clip = (float) model.scaler().scale().clip();
        // Not clipByValue, which TFLite lacks.
        Operand<TFloat32> clipped = tf.math.minimum(tf.math.maximum(z, tf.constant(-clip)), tf.constant(clip));
        return Map.of(
                "probability", tf.math.sigmoid(Trace.floats(model.network().apply(c, clipped))));
    }

    private static Operand<TFloat32> constant(Ops tf, double[] v) {
        return Trace.constant(tf, Nd.vector(v).cast(DType.FLOAT32));
    }

    private ModelCard card(ClinTox set, DeLong auc, ConfusionMatrix matrix, int d, int molecules) {
        return new ModelCard(name(), title())
                .about(
                        "Probability that a drug candidate was approved rather than failed in trials for toxicity: 32 rectified units, 32 linear ones and one output on "
                                + d
                                + " two-dimensional descriptors (chapter 11 of the textbook Deep Learning for Molecules and Materials). Trained on four fifths of "
                                + molecules
                                + " different molecules of ClinTox, without those whose rows contradict each other, with both classes of one weight, dropout and L2. The graph fills gaps with training medians, standardises and clips.")
                .input(
                        "descriptors",
                        "float32 [batch, " + d + "]",
                        "raw descriptors in the order of descriptors.txt, as org.dmol.data.descriptors.DescriptorSet.withoutFingerprints() computes them; NaN where one cannot be computed")
                .output(
                        "probability",
                        "float32 [batch, 1]",
                        "score of approval; both classes had one weight in training, so that it is no calibrated probability")
                .metric("area under the ROC curve", auc.area(), "± " + Hemolysis.round(auc.standardError()))
                .metric("balanced accuracy at 0.5", matrix.balancedAccuracy(), "")
                .data(set.source())
                .limit(
                        "Only 75 of the molecules failed; 15 of them are in the test set, so that the metrics are uncertain by several hundredths.")
                .limit(
                        "Approved drugs and failed candidates differ in more than toxicity. The model must not be used to judge the safety of a substance.");
    }
}
