package org.dmol.chapters.xai;

import java.util.ArrayList;
import java.util.List;
import org.dmol.layers.Initializers;
import org.dmol.layers.Weights;
import org.dmol.layers.convolution.Conv1D;
import org.dmol.layers.core.Dense;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.metrics.Metrics;
import org.dmol.layers.models.Model;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.pooling.MaxPooling1D;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The book's classifier of peptides: one-hot codes (batch, 200, 21), whose column 0 is "no residue", to logits (batch, 1). Three
 * convolutions over what is masked to the peptide's length, then its composition and length, then dense layers without bias, so that
 * an input of zeros gives the logit 0. 74,240 weights.
 */
final class PeptideNet extends Model {
    static final int LENGTH = 200;
    static final int SYMBOLS = 21;
    static final int EPOCHS = 32;
    static final int BATCH = 16;
    private static final int CHANNELS = 16;
    private static final int[] WIDTHS = {5, 3, 3};
    private static final int[] POOLS = {4, 2, 2};

    private final boolean firstOfTies;
    private final List<Conv1D> convolutions = new ArrayList<>();
    private final List<Dense> dense = new ArrayList<>();

    private PeptideNet(boolean firstOfTies) {
        this.firstOfTies = firstOfTies;
    }

    /** The network; the gradient of a maximum is shared by those that attain it. */
    static PeptideNet create() {
        return new PeptideNet(false);
    }

    /**
     * The same function of the same weights, but the gradient of a maximum goes to the first that attains it, as in the original. The
     * mask is all ones within a peptide, so that every fourth residue gets the whole gradient of mask and length.
     */
    PeptideNet withFirstOfTies() {
        PeptideNet other = new PeptideNet(true);
        other.ensureBuilt(builtFor());
        other.setWeights(getWeights());
        return other;
    }

    /** Compiled as in the book: Adam with rate 0.01 on the cross-entropy of the logit. */
    PeptideNet compiled() {
        compile(Optimizer.adam(0.01), Crossentropy.binary(true), Metrics.binaryAccuracy(0));
        return this;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        List<Spec> specs = List.of(Spec.of(inputs.get(0).dtype(), -1, LENGTH, SYMBOLS));
        long length = LENGTH;
        for (int i = 0; i < WIDTHS.length; i++) {
            Conv1D conv = weights.add(
                    new Conv1D(CHANNELS, WIDTHS[i]).padding("same").kernelInitializer(Initializers.lecunNormal()));
            conv.ensureBuilt(specs);
            convolutions.add(conv);
            length /= POOLS[i];
            specs = List.of(Spec.of(inputs.get(0).dtype(), -1, length, CHANNELS));
        }
        long width = length * CHANNELS + SYMBOLS;
        for (int units : new int[] {256, 64, 1}) {
            Dense layer = weights.add(new Dense(units, units == 1 ? "linear" : "tanh")
                    .useBias(false)
                    .kernelInitializer(Initializers.lecunNormal()));
            layer.ensureBuilt(List.of(Spec.of(inputs.get(0).dtype(), -1, width)));
            dense.add(layer);
            width = units;
        }
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TFloat32> x = Trace.floats(in.get(0));
        if (x.shape().numDimensions() != 3
                || x.shape().get(1) != LENGTH
                || x.shape().get(2) != SYMBOLS) {
            throw new IllegalArgumentException("peptides are arrays (batch, 200, 21), not " + x.shape() + ".");
        }
        Operand<TFloat32> residues =
                tf.slice(x, tf.constant(new int[] {0, 0, 1}), tf.constant(new int[] {-1, -1, SYMBOLS - 1}));
        Operand<TFloat32> composition = Trace.mean(tf, residues, 1);
        Operand<TFloat32> mask = Trace.sumKeep(tf, residues, 2);
        Operand<TFloat32> h = x;
        int length = LENGTH;
        for (int i = 0; i < convolutions.size(); i++) {
            h = tf.math.tanh(tf.math.mul(Trace.floats(convolutions.get(i).apply(c, h)), mask));
            h = pool(c, h, length, CHANNELS, POOLS[i]);
            mask = pool(c, mask, length, 1, POOLS[i]);
            length /= POOLS[i];
        }
        Operand<TFloat32> flat = tf.reshape(h, tf.constant(new int[] {-1, length * CHANNELS}));
        Operand<TFloat32> size = Trace.sum(tf, mask, 1);
        Operand<TFloat32> y = tf.concat(List.of(flat, composition, size), tf.constant(1));
        for (Dense layer : dense) {
            y = Trace.floats(layer.apply(c, y));
        }
        return List.of(y);
    }

    /** The largest of each {@code width} positions; what does not fill a window is left out. */
    private Operand<TFloat32> pool(Ctx c, Operand<TFloat32> h, int length, int channels, int width) {
        Ops tf = c.tf();
        int windows = length / width;
        if (firstOfTies) {
            return Trace.floats(new MaxPooling1D(width).apply(c, h));
        }
        Operand<TFloat32> whole =
                tf.slice(h, tf.constant(new int[] {0, 0, 0}), tf.constant(new int[] {-1, windows * width, -1}));
        Operand<TFloat32> cells = tf.reshape(whole, tf.constant(new int[] {-1, windows, width, channels}));
        return tf.reduceMax(cells, tf.constant(2));
    }
}
