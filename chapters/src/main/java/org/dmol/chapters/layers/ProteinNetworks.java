package org.dmol.chapters.layers;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Constraint;
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
import org.dmol.layers.pooling.GlobalMaxPooling1D;
import org.dmol.layers.pooling.MaxPooling1D;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The chapter's convolutional network: as in the book, with dropout, with weight decay, and with the padding masked. */
final class ProteinNetworks {
    private static final int CHANNELS = 16;

    /** Width of the convolution and of the pooling of each block. */
    private static final int[][] BLOCKS = {{5, 4}, {3, 2}, {3, 2}};

    private ProteinNetworks() {}

    /** The book's network. Padding is a token like any other. */
    static Sequential plain(Edition edition) {
        return network(edition, 0, null);
    }

    /** With dropout after flatten and after both wide dense layers. */
    static Sequential dropout(Edition edition, double rate) {
        return network(edition, rate, null);
    }

    /** With a penalty on the kernels of both wide dense layers. */
    static Sequential penalised(Edition edition, double l2) {
        return network(edition, 0, Regularizer.l2(l2));
    }

    private static Sequential network(Edition edition, double dropout, Regularizer penalty) {
        Embedding first = embedding(edition.embedding());
        Sequential m = new Sequential(edition.zeroPadding() ? first.embeddingsConstraint(new FirstRowZero()) : first);
        for (int[] block : BLOCKS) {
            m.add(new Conv1D(CHANNELS, block[0], "relu")).add(new MaxPooling1D(block[1]));
        }
        m.add(new Flatten());
        drop(m, dropout).add(new Dense(256, "relu").kernelRegularizer(penalty));
        drop(m, dropout).add(new Dense(64, "relu").kernelRegularizer(penalty));
        return compiled(drop(m, dropout).add(new Dense(1, "sigmoid")), edition.epsilon());
    }

    private static Sequential drop(Sequential m, double rate) {
        return rate == 0 ? m : m.add(new Dropout(rate));
    }

    private static Embedding embedding(int size) {
        return new Embedding(Proteins.LETTERS + 1, size).embeddingsInitializer(Initializers.randomUniform(-0.05, 0.05));
    }

    /** The padding's embedding is zero after each update. */
    private static final class FirstRowZero implements Constraint {
        @Override
        public Operand<TFloat32> of(Ops tf, Operand<TFloat32> w) {
            int rows = (int) Trace.dim(w, 0);
            Nd keep = Nd.vector(
                            IntStream.range(0, rows).map(i -> i == 0 ? 0 : 1).toArray())
                    .cast(DType.FLOAT32)
                    .reshape(rows, 1);
            return tf.math.mul(w, Trace.floats(Trace.constant(tf, keep)));
        }

        @Override
        public Map<String, Object> config() {
            return Map.of();
        }
    }

    /**
     * The same layers, but padding is zero after the embedding and after each convolution, and pooling keeps a position if any of its
     * inputs was real. Proteins of up to 200 residues.
     */
    static Functional masked(int size) {
        Sym tokens = Input.of("tokens", DType.INT32, -1, Proteins.LENGTH);
        Sym x = new Flatten().on(maskedConvolutions(tokens, size)).one();
        Layer[] head = {new Dense(256, "relu"), new Dense(64, "relu"), new Dense(1, "sigmoid")};
        for (Layer layer : head) {
            x = layer.on(x).one();
        }
        return compiled(Model.of(tokens, x), Edition.FIRST.epsilon());
    }

    /**
     * Masked convolutions, then the largest value of each channel over the whole protein: any length, and however much padding. Eight
     * positions of padding are added, so that no pooling window is cut off.
     */
    static Functional anyLength(int size) {
        Sym tokens = Input.of("tokens", DType.INT32, -1, -1);
        Sym padded = Lambda.multi((c, in) -> List.of(padded(c.tf(), in.get(0), 8)))
                .on(tokens)
                .one();
        Sym x = new GlobalMaxPooling1D().on(maskedConvolutions(padded, size)).one();
        x = new Dense(64, "relu").on(x).one();
        return compiled(Model.of(tokens, new Dense(1, "sigmoid").on(x).one()), Edition.FIRST.epsilon());
    }

    private static Sym maskedConvolutions(Sym tokens, int size) {
        Sym mask = Lambda.multi((c, in) -> List.of(present(c.tf(), in.get(0))))
                .on(tokens)
                .one();
        Sym x = masked(embedding(size).on(tokens).one(), mask);
        for (int[] block : BLOCKS) {
            x = new Conv1D(CHANNELS, block[0], "relu").on(x).one();
            int lost = block[0] - 1;
            mask = Lambda.multi((c, in) -> List.of(last(c.tf(), Trace.floats(in.get(0)), lost)))
                    .on(mask)
                    .one();
            x = new MaxPooling1D(block[1]).on(masked(x, mask)).one();
            mask = new MaxPooling1D(block[1]).on(mask).one();
        }
        return x;
    }

    private static Sym masked(Sym x, Sym mask) {
        return Lambda.multi((c, in) -> List.of(c.tf().math.mul(Trace.floats(in.get(0)), Trace.floats(in.get(1)))))
                .on(x, mask)
                .one();
    }

    private static Operand<?> padded(Ops tf, Operand<?> tokens, int by) {
        return tf.pad(Trace.floats(tokens), tf.constant(new int[][] {{0, 0}, {0, by}}), Trace.scalar(tf, tokens, 0));
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

    private static <M extends Model> M compiled(M model, double epsilon) {
        model.compile(Optimizer.adam(1e-3).epsilon(epsilon), Crossentropy.binary(false), Metric.get("binary_accuracy"));
        return model;
    }
}
