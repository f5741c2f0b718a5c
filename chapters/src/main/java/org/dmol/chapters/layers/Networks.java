package org.dmol.chapters.layers;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.layers.Initializers;
import org.dmol.layers.Input;
import org.dmol.layers.Layer;
import org.dmol.layers.Regularizer;
import org.dmol.layers.Sym;
import org.dmol.layers.convolution.Conv1D;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Dropout;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.core.Flatten;
import org.dmol.layers.core.Lambda;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.metrics.Metric;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.pooling.MaxPooling1D;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The chapter's convolutional network: as in the book, with dropout, with weight decay, and with the padding masked. */
final class Networks {
    private static final int CHANNELS = 16;

    private Networks() {}

    /** The book's network; {@code embedding} is 16 in 2023 and 2 in 2026. Padding is a token like any other. */
    static Sequential plain(int embedding) {
        return network(embedding, 0, null);
    }

    /** With dropout after flatten and after both wide dense layers. */
    static Sequential dropout(int embedding, double rate) {
        return network(embedding, rate, null);
    }

    /** With a penalty on the kernels of both wide dense layers. */
    static Sequential penalised(int embedding, double l2) {
        return network(embedding, 0, Regularizer.l2(l2));
    }

    private static Sequential network(int embedding, double dropout, Regularizer penalty) {
        Sequential m = new Sequential(
                embedding(embedding),
                new Conv1D(CHANNELS, 5, "relu"),
                new MaxPooling1D(4),
                new Conv1D(CHANNELS, 3, "relu"),
                new MaxPooling1D(2),
                new Conv1D(CHANNELS, 3, "relu"),
                new MaxPooling1D(2),
                new Flatten());
        drop(m, dropout).add(new Dense(256, "relu").kernelRegularizer(penalty));
        drop(m, dropout).add(new Dense(64, "relu").kernelRegularizer(penalty));
        return compiled(drop(m, dropout).add(new Dense(1, "sigmoid")));
    }

    private static Sequential drop(Sequential m, double rate) {
        return rate == 0 ? m : m.add(new Dropout(rate));
    }

    private static Embedding embedding(int size) {
        return new Embedding(Proteins.LETTERS + 1, size).embeddingsInitializer(Initializers.randomUniform(-0.05, 0.05));
    }

    /**
     * The same layers, but padding is zero after the embedding and after each convolution, and pooling keeps a position if any of its
     * inputs was real. Padding more does not change the output.
     */
    static Functional masked(int size) {
        Sym tokens = Input.of("tokens", DType.INT32, -1, Proteins.LENGTH);
        Sym mask = Lambda.multi((c, in) -> List.of(present(c.tf(), in.get(0))))
                .on(tokens)
                .one();
        Sym x = masked(embedding(size).on(tokens).one(), mask);
        int[][] blocks = {{5, 4}, {3, 2}, {3, 2}};
        for (int[] block : blocks) {
            x = new Conv1D(CHANNELS, block[0], "relu").on(x).one();
            int lost = block[0] - 1;
            mask = Lambda.multi((c, in) -> List.of(last(c.tf(), Trace.floats(in.get(0)), lost)))
                    .on(mask)
                    .one();
            x = new MaxPooling1D(block[1]).on(masked(x, mask)).one();
            mask = new MaxPooling1D(block[1]).on(mask).one();
        }
        Layer[] head = {new Flatten(), new Dense(256, "relu"), new Dense(64, "relu"), new Dense(1, "sigmoid")};
        for (Layer layer : head) {
            x = layer.on(x).one();
        }
        return compiled(Model.of(tokens, x));
    }

    private static Sym masked(Sym x, Sym mask) {
        return Lambda.multi((c, in) -> List.of(c.tf().math.mul(Trace.floats(in.get(0)), Trace.floats(in.get(1)))))
                .on(x, mask)
                .one();
    }

    /** 1 for residues, (batch, length, 1). */
    private static Operand<TFloat32> present(Ops tf, Operand<?> tokens) {
        Operand<TFloat32> t = tf.dtypes.cast(Trace.floats(tokens), TFloat32.class);
        return tf.expandDims(tf.dtypes.cast(tf.math.greater(t, tf.constant(0f)), TFloat32.class), tf.constant(-1));
    }

    /** A window is real if its last position is: the mask without its first positions. */
    private static Operand<TFloat32> last(Ops tf, Operand<TFloat32> mask, int lost) {
        return tf.slice(mask, tf.constant(new int[] {0, lost, 0}), tf.constant(new int[] {-1, -1, -1}));
    }

    private static <M extends Model> M compiled(M model) {
        model.compile(Optimizer.adam(1e-3), Crossentropy.binary(false), Metric.get("binary_accuracy"));
        return model;
    }
}
