package org.dmol.chapters.qm9;

import java.util.ArrayList;
import java.util.List;
import org.dmol.layers.Initializers;
import org.dmol.layers.Weights;
import org.dmol.layers.models.Model;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The book's network: one-hot elements (column = atomic number - 1), two layers, a linear function of the graph's features. Inputs: atomic
 * numbers int (batch, n), 0 for padding; positions (batch, n, 3). Output (batch, 1).
 */
final class BookNetwork extends Model {
    private final List<BookLayer> layers;
    private final int power;
    private Var kernel;
    private Var bias;

    /**
     * A network.
     *
     * @param power 2 for edges of 1/r², as in the book; 1 for 1/r
     * @param rate share of the learning rate that the layers get; the book's is a tenth
     */
    BookNetwork(int power, double rate) {
        this.power = power;
        this.layers = List.of(new BookLayer(rate), new BookLayer(rate));
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        layers.forEach(weights::add);
        kernel = weights.add("kernel", Shape.of(BookLayer.GRAPH, 1), Initializers.randomNormal(0, 1));
        bias = weights.add("bias", Shape.of(1), Initializers.zeros());
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TFloat32> u = graphs(c, in).get(2);
        return List.of(tf.math.add(tf.linalg.matMul(u, c.read(kernel)), c.read(bias)));
    }

    /** The features of the graph before the first layer and after each, (batch, 8). */
    List<Operand<TFloat32>> graphs(Ctx c, List<? extends Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TInt32> z = Trace.as(in.get(0));
        Operand<TFloat32> x = Trace.floats(in.get(1));
        Operand<TFloat32> mask = Trace.castLike(tf, tf.math.greater(z, tf.constant(0)), x);
        Operand<TFloat32> one = Trace.castLike(tf, tf.constant(1f), x);
        Operand<TFloat32> v =
                tf.oneHot(tf.math.sub(z, tf.constant(1)), tf.constant(BookLayer.NODES), one, tf.math.sub(one, one));
        Operand<TFloat32> e = edges(tf, x, mask, power);
        Operand<TFloat32> none = tf.math.mul(Trace.sumKeep(tf, mask, -1), Trace.scalar(tf, x, 0));
        Operand<TFloat32> u = tf.math.add(none, tf.zeros(tf.constant(new int[] {BookLayer.GRAPH}), x.type()));
        List<Operand<TFloat32>> out = new ArrayList<>(List.of(u));
        for (BookLayer layer : layers) {
            List<? extends Operand<?>> next = layer.apply(c, List.of(v, e, mask, u));
            v = Trace.floats(next.get(0));
            u = Trace.floats(next.get(1));
            out.add(u);
        }
        return out;
    }

    /**
     * A power of the inverse distances, 0 from an atom to itself and for padding: (batch, n, n).
     *
     * @param x positions (batch, n, 3)
     * @param mask (batch, n)
     */
    static Operand<TFloat32> edges(Ops tf, Operand<TFloat32> x, Operand<TFloat32> mask, int power) {
        Operand<TFloat32> delta = tf.math.sub(tf.expandDims(x, tf.constant(1)), tf.expandDims(x, tf.constant(2)));
        Operand<TFloat32> square = Trace.sum(tf, tf.math.square(delta), -1);
        Operand<TFloat32> both = tf.math.mul(tf.expandDims(mask, tf.constant(1)), tf.expandDims(mask, tf.constant(2)));
        Operand<TFloat32> zero = Trace.scalar(tf, x, 0);
        Operand<TFloat32> pair = tf.math.mul(both, Trace.castLike(tf, tf.math.greater(square, zero), x));
        // 1 in place of 0 before the division: no infinite derivative hides in the branch that is not taken.
        Operand<TFloat32> safe = tf.math.add(tf.math.mul(square, pair), tf.math.sub(Trace.scalar(tf, x, 1), pair));
        return tf.math.div(pair, power == 2 ? safe : tf.math.sqrt(safe));
    }
}
