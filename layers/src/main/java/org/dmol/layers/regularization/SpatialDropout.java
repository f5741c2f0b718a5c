package org.dmol.layers.regularization;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.UnaryLayer;
import org.dmol.layers.core.Dropout;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What dropouts that are shared along axes have in common. */
abstract class SpatialDropout<L extends SpatialDropout<L>> extends UnaryLayer {
    private final double rate;
    private final int rank;
    private Integer seed;

    SpatialDropout(double rate, int rank) {
        this.rate = Rates.checked(rate);
        this.rank = rank;
    }

    abstract L self();

    abstract Operand<TInt32> maskShape(Ops tf, Operand<TFloat32> x);

    /** Makes the layer's masks a function of this number, the run's seed and the step. */
    public final L seed(int value) {
        seed = value;
        return self();
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        if (x.shape().numDimensions() != rank) {
            throw new IllegalArgumentException("an input of " + rank + " axes is needed.");
        }
        if (!c.training() || rate == 0) {
            return x;
        }
        return Dropout.drop(c, x, maskShape(c.tf(), x), rate, seed == null ? 0 : seed);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("rate", rate);
        c.put("seed", seed);
        return c;
    }

    final L read(Map<String, Object> c) {
        return c.get("seed") == null ? self() : seed(Config.integer(c, "seed", 0));
    }
}
