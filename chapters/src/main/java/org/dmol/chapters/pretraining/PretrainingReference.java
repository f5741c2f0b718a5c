package org.dmol.chapters.pretraining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.TransformerEncoder;
import org.dmol.layers.optimizers.AdamW;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.optimizers.Sgd;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;

/** What {@code pretraining.py exact} computes in Keras, computed here from the same weights and masked tokens. */
final class PretrainingReference {
    private static final int BATCH = 8;

    private PretrainingReference() {}

    /** The encoder of the comparison: small, without dropout. */
    static TransformerEncoder settings() {
        return new TransformerEncoder(30, 16, 2, 24, 2).positions(20, 0).dropout(0);
    }

    /** Results by the names of the file. */
    static Map<String, double[]> of(Map<String, Nd> file) {
        Map<String, double[]> out = new LinkedHashMap<>();
        List<Nd> inputs = List.of(file.get("tokens"), file.get("places"));
        Dataset data = Dataset.of(inputs, List.of(file.get("labels"))).weights(file.get("weights"));
        int n = file.get("tokens").dim(0);
        try (Networks networks = Networks.of(settings())) {
            Functional m = networks.masked();
            set(m, file);
            out.put("hidden", real(networks.encoder().predict(inputs.get(0)), file.get("tokens")));
            out.put("logits", m.predict(inputs).get(0).doubles());
            compile(m, new Sgd(1));
            out.put("loss", new double[] {
                m.fit(data.batch(n), Fit.epochs(1).silent()).last("loss")
            });
            out.put("gradients", difference(file, m));
            set(m, file);
            compile(m, new AdamW(1e-2).weightDecay(0.1).excludeFromWeightDecay(Networks::isUndecayed));
            out.put("losses", m.fit(data.batch(BATCH), Fit.epochs(3).silent()).get("loss"));
            out.put("after", m.predict(inputs).get(0).doubles());
        }
        return out;
    }

    private static void compile(Functional m, Optimizer optimizer) {
        m.compile(optimizer, Crossentropy.sparseCategorical(true).reduction(Loss.Reduction.MEAN_WITH_SAMPLE_WEIGHT));
    }

    private static void set(Functional m, Map<String, Nd> file) {
        org.dmol.chapters.GivenWeights.set(m, file.get("initial"));
    }

    /** One step of rate 1 takes the gradient off the weights. */
    private static double[] difference(Map<String, Nd> file, Functional m) {
        List<Double> out = new ArrayList<>();
        int at = 0;
        for (Nd w : m.getWeights()) {
            for (int i = 0; i < w.size(); i++) {
                out.add(file.get("initial").getFlat(at++) - w.getFlat(i));
            }
        }
        return out.stream().mapToDouble(x -> x).toArray();
    }

    /** The vectors of tokens that are no padding. */
    private static double[] real(Nd hidden, Nd tokens) {
        int width = hidden.dim(2);
        int[] ids = tokens.ints();
        return java.util.stream.IntStream.range(0, hidden.size())
                .filter(i -> ids[i / width] != SmilesTokens.PADDING)
                .mapToDouble(hidden::getFlat)
                .toArray();
    }
}
