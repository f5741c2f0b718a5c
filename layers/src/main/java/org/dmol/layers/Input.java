package org.dmol.layers;

import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.tensorflow.Operand;

/** The entry of a functional model; axes of -1 take any size. The first axis is the batch unless the model has none. */
public final class Input extends Layer {
    private final Spec spec;

    private Input(String name, Spec spec) {
        if (name != null) {
            named(name);
        }
        this.spec = spec;
    }

    /** A float input with all its axes, such as {@code Input.of("nodes", -1, 100)}. */
    public static Sym of(String name, long... axes) {
        return of(name, FloatX.get(), axes);
    }

    /** An input of any type with all its axes. */
    public static Sym of(String name, DType dtype, long... axes) {
        Spec spec = Spec.of(dtype, axes);
        return Node.input(new Input(name, spec), spec).outputs().one();
    }

    /** A float input for batches of rows of the given axes, as {@code keras.Input(shape)}. */
    public static Sym batched(long... axes) {
        return batched(null, FloatX.get(), axes);
    }

    /** An input for batches of rows of the given type and axes, as {@code keras.Input(shape, name=, dtype=)}. */
    public static Sym batched(String name, DType dtype, long... axes) {
        long[] all = new long[axes.length + 1];
        all[0] = -1;
        System.arraycopy(axes, 0, all, 1, axes.length);
        return of(name, dtype, all);
    }

    /** Type and shape. */
    public Spec spec() {
        return spec;
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        return inputs;
    }

    @Override
    public String className() {
        return "InputLayer";
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        config.remove("trainable");
        config.put("batch_shape", Config.shape(spec));
        config.put("dtype", spec.dtype().toString());
        return config;
    }
}
