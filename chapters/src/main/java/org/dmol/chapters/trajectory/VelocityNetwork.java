package org.dmol.chapters.trajectory;

import java.util.List;
import org.dmol.array.Nd;
import org.dmol.layers.Seeds;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The equivariant network with the previous displacement as a vector on each bead. Its target is the change of the displacement. Both are in
 * units of their usual size.
 *
 * @param network features (batch, 12, 4), which are 1 and the displacement, and positions (batch, 12, 3), to vectors (batch, 12, 3)
 * @param speed root mean square of a displacement
 * @param change root mean square of its change from frame to frame
 */
record VelocityNetwork(Functional network, double speed, double change) implements AutoCloseable {
    static final int EPOCHS = 30;
    static final int BATCH = 32;

    /** A network with units from the training frames. */
    static VelocityNetwork of(Pairs pairs, long seed) {
        int n = pairs.training();
        double speed = Math.sqrt(Pairs.meanSquare(pairs.displacements(0, n)));
        double change =
                Math.sqrt(Pairs.meanSquare(Pairs.difference(pairs.displacements(1, n), pairs.displacements(0, n - 1))));
        Seeds.set(seed);
        Functional network = Networks.equivariant("1x0e + 1x1o", 5);
        network.compile(Optimizer.adam(5e-3).globalClipNorm(1), Loss.mse());
        return new VelocityNetwork(network, speed, change);
    }

    /** Inputs and targets for the pairs {@code from}, at least 1, to {@code to}. */
    Dataset data(Pairs pairs, int from, int to) {
        Nd previous = pairs.displacements(from - 1, to - 1);
        Nd target = Pairs.scaled(Pairs.difference(pairs.displacements(from, to), previous), 1 / change);
        return Dataset.of(List.of(features(previous), pairs.features(from, to)), List.of(target));
    }

    /** The next displacement of frames that have just moved by {@code previous}. */
    Nd displacement(Nd previous, Nd frames) {
        Nd delta = network.predict(List.of(features(previous), frames)).get(0);
        return Pairs.sum(previous, Pairs.scaled(delta, change));
    }

    private Nd features(Nd previous) {
        float[] v = previous.floats();
        float[] out = new float[v.length / 3 * 4];
        for (int i = 0; i < v.length / 3; i++) {
            out[4 * i] = 1;
            for (int k = 0; k < 3; k++) {
                out[4 * i + 1 + k] = (float) (v[3 * i + k] / speed);
            }
        }
        return Nd.of(out, previous.dim(0), Pairs.BEADS, 4);
    }

    /** The frame after two, in the graph: all are (batch, 12, 3). */
    Operand<TFloat32> next(Ctx c, Operand<TFloat32> before, Operand<TFloat32> now) {
        Ops tf = c.tf();
        Operand<TFloat32> displacement = tf.math.sub(now, before);
        Operand<TFloat32> velocity = tf.math.mul(displacement, Trace.scalar(tf, now, 1 / speed));
        Operand<TFloat32> one = tf.onesLike(Trace.sumKeep(tf, now, -1));
        Operand<TFloat32> features = tf.concat(List.of(one, velocity), tf.constant(-1));
        Operand<TFloat32> delta =
                Trace.floats(network.apply(c, List.of(features, now)).get(0));
        delta = tf.math.mul(delta, Trace.scalar(tf, now, change));
        return tf.math.add(now, tf.math.add(displacement, delta));
    }

    @Override
    public void close() {
        network.close();
    }
}
