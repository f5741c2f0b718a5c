package org.dmol.layers.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dmol.array.Nd;
import org.dmol.layers.Activation;
import org.dmol.layers.Activations;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.models.Sequential;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Grad;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * DeepLIFT with the rescale rule (Shrikumar, Greenside, Kundaje, ICML 2017): like a gradient times the difference from a baseline, but an
 * activation passes on its slope between baseline and input instead of its derivative. The attributions add up to the difference of the
 * scores, in one pass, also where the derivative is 0 (a saturated unit).
 *
 * <p>That holds for chains of affine layers and elementwise activations, which is what this class takes: a {@link Sequential} of dense,
 * convolution, average pooling and reshaping layers. For layers that multiply inputs or take maxima the rule is not defined; such models
 * are refused.
 */
public final class DeepLift {
    /** Layers that are affine but for an activation of theirs. */
    private static final Set<String> AFFINE = Set.of(
            "Dense",
            "EinsumDense",
            "Conv1D",
            "Conv2D",
            "Flatten",
            "Reshape",
            "Permute",
            "AveragePooling1D",
            "AveragePooling2D",
            "GlobalAveragePooling1D",
            "GlobalAveragePooling2D",
            "ZeroPadding1D",
            "Cropping1D",
            "Dropout",
            "Identity",
            "BatchNormalization");

    private static final Set<String> NOT_ELEMENTWISE = Set.of("softmax", "log_softmax", "glu", "sparsemax");
    /** Below this difference of an activation's inputs its derivative is used. */
    private static final double CLOSE = 1e-6;

    private record Stage(Layer affine, Activation activation) {}

    private final List<Stage> stages;
    private final Nd baseline;

    private DeepLift(List<Stage> stages, Nd baseline) {
        this.stages = stages;
        this.baseline = baseline;
    }

    /**
     * Explains a model that gives one number for each row, with its weights of this moment.
     *
     * @param baseline an input of the same shape as those to be explained, without the batch axis
     * @throws IllegalArgumentException if a layer is not affine with an elementwise activation
     */
    public static DeepLift of(Sequential model, Nd baseline) {
        List<Stage> stages = new ArrayList<>();
        for (Layer layer : model.layers()) {
            stages.add(stage(layer));
        }
        return new DeepLift(stages, baseline);
    }

    private static Stage stage(Layer layer) {
        Map<String, Object> object = LayerRegistry.toConfig(layer);
        Map<String, Object> config = new LinkedHashMap<>(layer.config());
        boolean pure = layer.className().equals("Activation");
        if (!pure && !AFFINE.contains(layer.className())) {
            throw new IllegalArgumentException("DeepLIFT's rescale rule is not defined for layer '" + layer.name()
                    + "' of class " + layer.className() + "; it takes affine layers and elementwise activations.");
        }
        String name = String.valueOf(config.getOrDefault("activation", "linear"));
        if (NOT_ELEMENTWISE.contains(name)) {
            throw new IllegalArgumentException("The activation " + name + " of layer '" + layer.name()
                    + "' is not elementwise; explain the logits before it.");
        }
        if (pure) {
            return new Stage(null, Activations.get(name));
        }
        if (name.equals("linear")) {
            return new Stage(layer, null);
        }
        config.put("activation", "linear");
        object.put("config", config);
        Layer twin = LayerRegistry.fromConfig(object);
        twin.ensureBuilt(layer.builtFor());
        twin.setWeights(layer.getWeights());
        return new Stage(twin, Activations.get(name));
    }

    /** Attributions of inputs, shape (batch, …); the same shape. */
    public Nd of(Nd rows) {
        try (Fn f = Fn.of((tf, in) -> attributions(tf, in.get(0), in.get(1)))) {
            return f.call(rows, Score.asRow(baseline.cast(rows.dtype())));
        }
    }

    private Operand<?> attributions(Ops tf, Operand<TFloat32> x, Operand<TFloat32> reference) {
        Ctx c = Ctx.inference(tf);
        List<Operand<TFloat32>> inputs = new ArrayList<>();
        List<Operand<TFloat32>> affine = new ArrayList<>();
        List<Operand<TFloat32>> slopes = new ArrayList<>();
        Operand<TFloat32> a = x;
        Operand<TFloat32> r = reference;
        for (Stage s : stages) {
            inputs.add(a);
            Operand<TFloat32> z = s.affine == null ? a : Trace.floats(s.affine.apply(c, a));
            Operand<TFloat32> zr = s.affine == null ? r : Trace.floats(s.affine.apply(c, r));
            affine.add(z);
            a = s.activation == null ? z : s.activation.apply(tf, z);
            r = s.activation == null ? zr : s.activation.apply(tf, zr);
            slopes.add(s.activation == null ? null : slope(tf, z, zr, a, r));
        }
        Operand<TFloat32> m = tf.onesLike(a);
        for (int k = stages.size() - 1; k >= 0; k--) {
            m = slopes.get(k) == null ? m : tf.math.mul(m, slopes.get(k));
            if (stages.get(k).affine != null) {
                m = Trace.floats(Grad.of(tf, List.of(affine.get(k)), List.of(inputs.get(k)), List.of(m))
                        .get(0));
            }
        }
        return tf.math.mul(m, tf.math.sub(x, reference));
    }

    private static Operand<TFloat32> slope(
            Ops tf, Operand<TFloat32> z, Operand<TFloat32> zr, Operand<TFloat32> a, Operand<TFloat32> r) {
        Operand<TFloat32> dz = tf.math.sub(z, zr);
        Operand<TFloat32> derivative = Trace.floats(Grad.of(tf, a, List.of(z)).get(0));
        var close = tf.math.less(tf.math.abs(dz), Trace.scalar(tf, dz, CLOSE));
        Operand<TFloat32> safe = tf.select(close, tf.onesLike(dz), dz);
        return tf.select(close, derivative, tf.math.div(tf.math.sub(a, r), safe));
    }
}
