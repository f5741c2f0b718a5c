package org.dmol.layers.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.attention.AdditiveAttention;
import org.dmol.layers.attention.Attention;
import org.dmol.layers.attention.MultiHeadAttention;
import org.dmol.tf.Spec;

/** From a golden case to a layer of this module. */
final class GoldenCases {
    private GoldenCases() {}

    /** All cases, or with {@code -Dgolden=text} those whose name contains the text. */
    static Stream<GoldenCase> selected(List<GoldenCase> cases) {
        String wanted = System.getProperty("golden", "");
        return cases.stream().filter(c -> c.toString().contains(wanted));
    }

    /** The layer of Keras's settings, with what Keras takes as arguments of the call. */
    static Layer layer(GoldenCase golden) {
        return withCallSettings(LayerRegistry.fromConfig(golden.map("layer")), golden.map("call"));
    }

    /** Inputs, then initial states, then an attention mask, in the order that the layers here take them. */
    static List<Nd> inputs(GoldenCase golden) {
        List<Nd> all = new ArrayList<>(golden.arrays("inputs"));
        all.addAll(golden.arrays("states"));
        Map<String, Object> more = golden.map("arrays_call");
        more.values().forEach(key -> all.add(golden.byKey(key)));
        return all;
    }

    /** Types and shapes of the inputs; the batch of every second case is of unknown size. */
    static List<Spec> specs(GoldenCase golden, List<Nd> inputs) {
        List<Spec> specs = new ArrayList<>();
        for (Nd x : inputs) {
            long[] axes = Spec.like(x).shape().asArray();
            if (axes.length > 1 && golden.id().hashCode() % 2 == 0) {
                axes[0] = -1;
            }
            specs.add(Spec.of(x.dtype(), axes));
        }
        return specs;
    }

    /** The name of a differentiated argument in {@link LayerRun}, where the states are inputs, too. */
    static String argumentName(GoldenCase golden, String target) {
        return target.startsWith("s")
                ? "x" + (golden.list("inputs").size() + Integer.parseInt(target.substring(1)))
                : target;
    }

    private static Layer withCallSettings(Layer layer, Map<String, Object> call) {
        boolean scores = Boolean.TRUE.equals(call.get("return_attention_scores"));
        boolean causal = Boolean.TRUE.equals(call.get("use_causal_mask"));
        if (layer instanceof MultiHeadAttention a) {
            return a.returnScores(scores).causal(causal);
        }
        if (layer instanceof Attention a) {
            return a.returnScores(scores).causal(causal);
        }
        return layer instanceof AdditiveAttention a ? a.returnScores(scores).causal(causal) : layer;
    }
}
