package org.dmol.chapters.gnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.molecules.RadialBasis;
import org.dmol.layers.Initializers;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.layers.models.Model;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The book's small SchNet: three blocks of 32 channels over the nearest neighbours, mean of the points' votes. Equal distances pass
 * through the filter networks once. Inputs: distances (d); for each point and neighbour, which distance int (m, k) and which point int (m,
 * k); share of each point in its set (m); number of its set int (m); any array with a row for each set (b, …). Output: logits (b, 17).
 *
 * <p>Or, where alike points are computed once in each block ({@link LayeredPoints}): distances (d); for each block the class before it of
 * each class int (m), the sending class of each pair and the number of its distance int (p), and the pairs of the nearest neighbours int
 * (m, k); share and set of each of the last classes; any array with a row for each set.
 */
final class PlaneGroupNet extends Model {
    static final int NEIGHBOURS = 16;
    static final int CHANNELS = 32;
    static final int CLASSES = 17;
    static final int BLOCKS = 3;

    /** The classes of points after a block, of all sets end to end ({@link LayeredPoints.Level}). */
    private record Level(
            Operand<TInt32> parents, Operand<TInt32> senders, Operand<TInt32> which, Operand<TInt32> pairs) {}

    private record Block(Dense sender, Dense edge1, Dense edge2, Dense update1, Dense update2) {
        Operand<TFloat32> send(Ctx c, Operand<TFloat32> points) {
            return Trace.floats(sender.apply(c, points));
        }

        Operand<TFloat32> filter(Ctx c, Operand<TFloat32> features) {
            return ssp(c.tf(), edge2.apply(c, ssp(c.tf(), edge1.apply(c, features))));
        }

        Operand<TFloat32> update(Ctx c, Operand<TFloat32> sums) {
            return Trace.floats(update2.apply(c, ssp(c.tf(), update1.apply(c, sums))));
        }
    }

    private final RadialBasis basis;
    private final List<Block> blocks = new ArrayList<>();
    private Var embedding;
    private Dense half;
    private Dense votes;

    PlaneGroupNet(RadialBasis basis) {
        this.basis = basis;
    }

    /** Eight bumps over 0 to 20 with gamma 1. */
    static RadialBasis bookBasis() {
        return new RadialBasis(0, 20, 8, 1);
    }

    /** Sixteen bumps over 0 to 4, as wide as their spacing: where the neighbours are. */
    static RadialBasis fineBasis() {
        return RadialBasis.spaced(0, 4, 16);
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        embedding = weights.add("embedding", Shape.of(2, CHANNELS), Initializers.randomUniform(-0.05, 0.05));
        for (int b = 0; b < BLOCKS; b++) {
            blocks.add(new Block(
                    weights.add(new Dense(CHANNELS)),
                    weights.add(new Dense(CHANNELS)),
                    weights.add(new Dense(CHANNELS)),
                    weights.add(new Dense(CHANNELS)),
                    weights.add(new Dense(CHANNELS))));
        }
        half = weights.add(new Dense(CHANNELS / 2));
        votes = weights.add(new Dense(CLASSES));
        for (Block b : blocks) {
            List.of(b.sender, b.edge1, b.edge2, b.update1, b.update2)
                    .forEach(d -> d.ensureBuilt(
                            List.of(Spec.of(DType.FLOAT32, -1, d == b.edge1 ? basis.count() : CHANNELS))));
        }
        half.ensureBuilt(List.of(Spec.of(DType.FLOAT32, -1, CHANNELS)));
        votes.ensureBuilt(List.of(Spec.of(DType.FLOAT32, -1, CHANNELS / 2)));
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        if (in.size() > 6) {
            return List.of(layered(c, in));
        }
        Ops tf = c.tf();
        Operand<TInt32> zero = tf.constant(0);
        Operand<TFloat32> features = features(tf, Trace.floats(in.get(0)));
        Operand<TInt32> which = Trace.as(in.get(1));
        Operand<TInt32> neighbours = Trace.as(in.get(2));
        Operand<TFloat32> shares = tf.expandDims(Trace.castLike(tf, in.get(3), features), tf.constant(-1));
        // Every point is of the same kind, number 1 of the table.
        Operand<TFloat32> kind = tf.gather(c.read(embedding), tf.constant(new int[] {1}), zero);
        Operand<TFloat32> v = tf.math.mul(tf.onesLike(shares), kind);
        for (Block b : blocks) {
            // The dense layer of the sender comes before the gather: the same numbers with 16 times fewer products.
            Operand<TFloat32> sender = tf.gather(b.send(c, v), neighbours, zero);
            Operand<TFloat32> filter = b.filter(c, features);
            Operand<TFloat32> sum = Trace.sum(tf, tf.math.mul(sender, tf.gather(filter, which, zero)), 1);
            v = tf.math.add(v, b.update(c, sum));
        }
        return List.of(votes(c, v, shares, Trace.as(in.get(4)), in.get(5)));
    }

    /**
     * One padded set in which alike points are computed once, made for XLA.
     *
     * @param distances (d)
     * @param tables of each block
     * @param shares share of each of the last classes in the set, 0 for padding
     * @return logits (1, 17)
     */
    Operand<TFloat32> sized(Ctx c, Operand<TFloat32> distances, List<BlockTables> tables, Operand<TFloat32> shares) {
        Ops tf = c.tf();
        Operand<TInt32> zero = tf.constant(0);
        Operand<TFloat32> features = features(tf, distances);
        Operand<TFloat32> v = tf.gather(c.read(embedding), tf.constant(new int[] {1}), zero);
        for (int b = 0; b < BLOCKS; b++) {
            Block block = blocks.get(b);
            BlockTables t = tables.get(b);
            Operand<TFloat32> sum = t.messages(tf, block.send(c, v), block.filter(c, features));
            v = tf.math.add(t.own(tf, v), block.update(c, sum));
        }
        return tf.linalg.matMul(tf.expandDims(shares, zero), vote(c, v));
    }

    /** Alike points are computed once in each block. */
    private Operand<TFloat32> layered(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TInt32> zero = tf.constant(0);
        Operand<TFloat32> features = features(tf, Trace.floats(in.get(0)));
        Operand<TInt32> picked = Trace.as(in.get(in.size() - 1));
        Operand<TFloat32> shares = tf.expandDims(Trace.floats(in.get(in.size() - 3)), tf.constant(-1));
        Operand<TFloat32> kind = tf.gather(c.read(embedding), tf.constant(new int[] {1}), zero);
        Operand<TInt32> first = tf.slice(picked, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 1}));
        Operand<TFloat32> v = tf.math.mul(tf.onesLike(Trace.castLike(tf, first, kind)), kind);
        for (int b = 0; b < BLOCKS; b++) {
            Block block = blocks.get(b);
            Level level = new Level(
                    Trace.as(in.get(1 + 4 * b)),
                    Trace.as(in.get(2 + 4 * b)),
                    Trace.as(in.get(3 + 4 * b)),
                    Trace.as(in.get(4 + 4 * b)));
            Operand<TFloat32> sender = tf.gather(block.send(c, v), level.senders, zero);
            Operand<TFloat32> filter = block.filter(c, features);
            Operand<TFloat32> messages = tf.math.mul(sender, tf.gather(filter, level.which, zero));
            Operand<TFloat32> sum = sums(tf, level.pairs, messages);
            Operand<TFloat32> own = tf.gather(v, level.parents, zero);
            v = tf.math.add(own, block.update(c, sum));
        }
        return votes(c, v, shares, Trace.as(in.get(in.size() - 2)), picked);
    }

    /** For each row the sum of the chosen messages, as a product with a sparse matrix of ones: nothing of size (m, k, channels) is made. */
    private static Operand<TFloat32> sums(Ops tf, Operand<TInt32> pairs, Operand<TFloat32> messages) {
        Operand<TInt32> flat = tf.reshape(pairs, tf.constant(new int[] {-1}));
        Operand<TInt32> one = tf.constant(1);
        Operand<TInt32> zero = tf.constant(0);
        Operand<TInt32> row = tf.math.floorDiv(tf.range(zero, tf.size(flat), one), tf.constant(NEIGHBOURS));
        Operand<TInt64> indices = tf.dtypes.cast(tf.stack(List.of(row, flat), Stack.axis(1L)), TInt64.class);
        Operand<TInt32> rows = tf.gather(tf.shape(pairs), zero, zero);
        Operand<TInt32> columns = tf.gather(tf.shape(messages), zero, zero);
        Operand<TInt64> shape = tf.dtypes.cast(tf.stack(List.of(rows, columns)), TInt64.class);
        Operand<TFloat32> ones = tf.stopGradient(tf.onesLike(tf.dtypes.cast(flat, TFloat32.class)));
        return tf.sparse.sparseTensorDenseMatMul(indices, ones, shape, messages);
    }

    private Operand<TFloat32> vote(Ctx c, Operand<TFloat32> v) {
        return Trace.floats(votes.apply(c, ssp(c.tf(), half.apply(c, v))));
    }

    private Operand<TFloat32> votes(
            Ctx c, Operand<TFloat32> v, Operand<TFloat32> shares, Operand<TInt32> set, Operand<?> perSet) {
        Ops tf = c.tf();
        Operand<TInt32> zero = tf.constant(0);
        Operand<TFloat32> each = tf.math.mul(vote(c, v), shares);
        Operand<TInt32> sets = tf.gather(tf.shape(Trace.floats(perSet)), zero, zero);
        return tf.math.unsortedSegmentSum(each, set, sets);
    }

    /** ln((exp(x) + 1) / 2) without overflow, in ops that every runtime computes alike; the derivative at 0 is 1/2. */
    private static Operand<TFloat32> ssp(Ops tf, Operand<?> y) {
        Operand<TFloat32> x = Trace.floats(y);
        Operand<TFloat32> half = Trace.scalar(tf, x, 0.5);
        Operand<TFloat32> size = tf.math.abs(x);
        Operand<TFloat32> rest = tf.math.log(tf.math.add(tf.math.mul(tf.math.exp(tf.math.neg(size)), half), half));
        return tf.math.add(tf.math.mul(tf.math.add(x, size), half), rest);
    }

    private Operand<TFloat32> features(Ops tf, Operand<TFloat32> distances) {
        double[] centres = new double[basis.count()];
        Arrays.setAll(centres, basis::center);
        Operand<TFloat32> mu =
                Trace.constant(tf, Nd.vector(centres).cast(Trace.spec(distances).dtype()));
        Operand<TFloat32> delta = tf.math.sub(tf.expandDims(distances, tf.constant(-1)), mu);
        return tf.math.exp(tf.math.mul(tf.math.square(delta), Trace.scalar(tf, delta, -basis.gamma())));
    }
}
