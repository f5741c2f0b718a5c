package org.dmol.chapters.trajectory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Input;
import org.dmol.layers.Layer;
import org.dmol.layers.Seeds;
import org.dmol.layers.Sym;
import org.dmol.layers.core.Lambda;
import org.dmol.layers.equivariant.EquivariantLinear;
import org.dmol.layers.equivariant.PointConvolution;
import org.dmol.layers.merging.Add;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Dataset;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The equivariant network with the past as vectors on each bead: the last displacement, its last change, the change of that and so on, each
 * in units of its usual size. The target is the next change of the displacement. A linear map of the vectors is added to what the network
 * says; it and the network's last layer begin with 0, so that training begins at constant velocity.
 *
 * @param change frames (batch, 12, 3), the newest first, to the next change of the displacement in units of its usual size
 * @param next the same frames to the next frame; shares its layers with {@code change}
 * @param usual root mean squares of the displacement, its change, and so on
 */
record VelocityNetwork(Functional change, Functional next, double[] usual) implements AutoCloseable {
    private static final int WIDTH = 5;

    /** A network that sees so many frames, at least 2, with units from the training frames. */
    static VelocityNetwork of(Pairs pairs, int frames, long seed) {
        int n = pairs.training();
        double[] usual = IntStream.range(0, Math.max(2, frames - 1))
                .mapToDouble(k -> Math.sqrt(Pairs.meanSquare(pairs.changes(k, k, n))))
                .toArray();
        Seeds.set(seed);
        List<Sym> in = IntStream.range(0, frames)
                .mapToObj(k -> Input.batched("frame_" + k, DType.FLOAT32, Pairs.BEADS, 3))
                .toList();
        int vectors = frames - 1;
        String irreps = "1x0e + " + vectors + "x1o";
        Sym features = Lambda.multi((c, x) -> List.of(features(c, x, usual)))
                .on(in.toArray(Sym[]::new))
                .one();
        Sym network = Networks.equivariant(features, in.get(0), irreps, WIDTH);
        Sym linear = new EquivariantLinear(irreps, "1x1o")
                .useBias(false)
                .on(features)
                .one();
        Sym change = new Add().on(network, linear).one();
        List<Sym> both = new ArrayList<>(in.subList(0, 2));
        both.add(change);
        Sym next = Lambda.multi((c, x) -> List.of(moved(c, x, usual[1])))
                .on(both.toArray(Sym[]::new))
                .one();
        VelocityNetwork out = new VelocityNetwork(Model.of(in, List.of(change)), Model.of(in, List.of(next)), usual);
        out.beginAtConstantVelocity();
        return out;
    }

    private void beginAtConstantVelocity() {
        List<Layer> convolutions = change.layers().stream()
                .filter(PointConvolution.class::isInstance)
                .toList();
        Layer last = convolutions.get(convolutions.size() - 1);
        List<Var> zero = new ArrayList<>();
        zero.addAll(last.attributes().get("after").ownWeights());
        zero.addAll(last.attributes().get("self").ownWeights());
        change.layers().stream().filter(EquivariantLinear.class::isInstance).forEach(l -> zero.addAll(l.ownWeights()));
        zero.forEach(w -> w.assign(Nd.zeros(w.dtype(), w.shape())));
    }

    /** 1 and the scaled vectors, (batch, 12, 1 + 3 vectors). */
    private static Operand<TFloat32> features(Ctx c, List<Operand<?>> frames, double[] usual) {
        Ops tf = c.tf();
        List<Operand<TFloat32>> level = new ArrayList<>();
        frames.forEach(f -> level.add(Trace.floats(f)));
        List<Operand<TFloat32>> parts = new ArrayList<>();
        parts.add(tf.onesLike(Trace.sumKeep(tf, level.get(0), -1)));
        for (int k = 0; level.size() > 1; k++) {
            for (int i = 0; i + 1 < level.size(); i++) {
                level.set(i, tf.math.sub(level.get(i), level.get(i + 1)));
            }
            level.remove(level.size() - 1);
            parts.add(tf.math.mul(level.get(0), Trace.scalar(tf, level.get(0), 1 / usual[k])));
        }
        return tf.concat(parts, tf.constant(-1));
    }

    /** The frame after the first one, of this, the one before, and the change of the displacement. */
    private static Operand<TFloat32> moved(Ctx c, List<Operand<?>> in, double unit) {
        Ops tf = c.tf();
        Operand<TFloat32> now = Trace.floats(in.get(0));
        Operand<TFloat32> velocity = tf.math.sub(now, Trace.floats(in.get(1)));
        Operand<TFloat32> delta = tf.math.mul(Trace.floats(in.get(2)), Trace.scalar(tf, now, unit));
        return tf.math.add(now, tf.math.add(velocity, delta));
    }

    int frames() {
        return change.inputs().size();
    }

    /** The first pair that has enough frames before it. */
    int first() {
        return frames() - 1;
    }

    /** The frames of the pairs {@code from}, at least {@link #first}, to {@code to}: the newest first. */
    List<Nd> past(Pairs pairs, int from, int to) {
        return IntStream.range(0, frames())
                .mapToObj(k -> pairs.features(from - k, to - k))
                .toList();
    }

    /** Frames, and what follows them, for the same pairs. */
    Dataset data(Pairs pairs, int from, int to) {
        return Dataset.of(past(pairs, from, to), List.of(Pairs.scaled(pairs.changes(1, from, to), 1 / usual[1])));
    }

    /** Mean squared error of the next frame. */
    double error(Pairs pairs, int from, int to) {
        Nd predicted = next.predict(past(pairs, from, to)).get(0);
        return Pairs.meanSquare(Pairs.difference(pairs.labels(from, to), predicted));
    }

    @Override
    public void close() {
        change.close();
        next.close();
    }
}
