package org.dmol.chapters.xai;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.explain.IntegratedGradients;
import org.dmol.layers.explain.Score;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.op.Ops;

/** The network in float64 with weights from a linear congruential generator, whose values are known from an independent program. */
final class PeptideCheck implements AutoCloseable {
    static final List<String> PEPTIDES =
            List.of("GIGAVLKVLTTGLPALISWIKRKRQQ", "QQQQQ", "RAGLQFPVGRLLRRLLRRLLR", "GHKLWYARGFMTNVTMKHQ");

    /** Logit, gradient at residues 0 and 4 and at the first empty position, sum of the integrated gradients with 256 midpoints. */
    static final double[][] EXPECTED = {
        {0.03913924, 0.00266100, -0.00758313, -0.00159375, 0.03914636},
        {0.05596779, 0.00521941, 0.02473242, -0.00014333, 0.05596911},
        {0.07512791, -0.00402068, -0.00392783, 0.00014795, 0.07514313},
        {0.07186166, 0.00043182, 0.01260316, 0.00112422, 0.07186095}
    };

    private final Score score;

    PeptideCheck() {
        PeptideNet net = PeptideNet.create();
        net.ensureBuilt(List.of(Spec.of(DType.FLOAT32, -1, PeptideNet.LENGTH, PeptideNet.SYMBOLS)));
        Map<Var, Nd> weights = new IdentityHashMap<>();
        long state = 1;
        for (Var v : net.weights()) {
            double[] w = new double[v.value().size()];
            for (int i = 0; i < w.length; i++) {
                state = (1103515245L * state + 12345L) & 0x7fffffffL;
                w[i] = 0.3 * (state / 2147483648.0 - 0.5);
            }
            weights.put(v, Nd.of(w, v.shape()));
        }
        score = Score.of(Fn.of((tf, in) ->
                tf.reshape(Trace.floats(net.apply(context(tf, weights), in.get(0))), tf.constant(new int[] {-1}))));
    }

    private static Ctx context(Ops tf, Map<Var, Nd> weights) {
        return Ctx.builder(tf).weights(v -> Trace.constant(tf, weights.get(v))).build();
    }

    /** The five numbers of a peptide. */
    double[] numbers(String peptide) {
        Nd x = Peptides.encode(peptide).cast(DType.FLOAT64);
        Nd row = x.reshape(1, PeptideNet.LENGTH, PeptideNet.SYMBOLS);
        Score.Evaluation e = score.evaluate(row);
        double[] at = Peptides.atResidues(e.gradients().row(0), peptide);
        double gap = e.gradients().get(0, peptide.length(), 0);
        double sum = IntegratedGradients.steps(256).of(score, x).sum();
        return new double[] {e.values()[0], at[0], at[4], gap, sum};
    }

    /** The logit of nothing at all. */
    double ofZeros() {
        return score.value(Nd.zeros(DType.FLOAT64, PeptideNet.LENGTH, PeptideNet.SYMBOLS));
    }

    @Override
    public void close() {
        score.close();
    }
}
