package org.dmol.chapters.attention;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.GivenWeights;
import org.dmol.layers.Input;
import org.dmol.layers.Sym;
import org.dmol.layers.attention.MultiHeadAttention;
import org.dmol.layers.models.Model;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;

/** What {@code attention.py exact} computes in NumPy and Keras, computed here. */
final class AttentionReference {
    private AttentionReference() {}

    /** The chapter's formulas in float64, by the names of the file. */
    static Map<String, double[]> formulas() {
        ExampleArrays a = ExampleArrays.fixed();
        Nd x = a.x();
        Map<String, double[]> out = new LinkedHashMap<>();
        try (Formulas.Weights w = new Formulas.Weights()) {
            out.put("weights", w.of(x.row(0), x, 2));
        }
        Fn attention = Fn.of((tf, in) -> Formulas.attention(tf, in.get(0), in.get(1), in.get(2)));
        put(out, "one_query", attention, x.rows(0, 1), x, a.values());
        put(out, "self", Fn.of((tf, in) -> Formulas.attention(tf, in.get(0), in.get(0), in.get(0))), x);
        Nd[] first = {x, a.q()[0], a.k()[0], a.v()[0]};
        put(
                out,
                "projected",
                Fn.of((tf, in) -> Formulas.projected(tf, in.get(0), in.get(1), in.get(2), in.get(3))),
                first);
        put(out, "two_heads", Fn.of(Formulas::twoHeads), a.heads());
        put(out, "original_self", Fn.of((tf, in) -> Formulas.defective(tf, in.get(0), in.get(0), in.get(0))), x);
        put(
                out,
                "original_projected",
                Fn.of((tf, in) -> Formulas.defectiveProjected(tf, in.get(0), in.get(1), in.get(2), in.get(3))),
                first);
        return out;
    }

    private static void put(Map<String, double[]> out, String name, Fn made, Nd... in) {
        try (Fn f = made) {
            out.put(name, f.call(in).doubles());
        }
    }

    /** The library's layer in float32, with the weights of the file. */
    static Map<String, double[]> layer(Map<String, Nd> file) {
        Map<String, double[]> out = new LinkedHashMap<>();
        for (boolean causal : new boolean[] {false, true}) {
            Sym x = Input.of("x", DType.FLOAT32, -1, 11, 16);
            String name = causal ? "keras_causal" : "keras";
            try (Model m = Model.of(
                            x,
                            new MultiHeadAttention(4, 8).causal(causal).on(x, x).one());
                    Fn f = Fn.of((tf, in) -> {
                        var y = Trace.floats(
                                m.apply(Ctx.inference(tf), List.of(in.get(0))).get(0));
                        return Trace.sum(tf, tf.math.square(y), 0, 1, 2);
                    });
                    Fn gradient = f.grad(0)) {
                GivenWeights.set(m, file.get("keras_weights"));
                out.put(name + "_output", m.call(file.get("keras_x")).doubles());
                out.put(name + "_gradient", gradient.call(file.get("keras_x")).doubles());
            }
        }
        return out;
    }
}
