package org.dmol.layers.regularization;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Regularizer;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The identity, with a penalty on its values (divided by the size of the batch) in the loss. */
public final class ActivityRegularization extends UnaryLayer {
    private final double l1;
    private final double l2;

    /** The penalty {@code l1 * sum|x| + l2 * sum x^2}. */
    public ActivityRegularization(double l1, double l2) {
        this.l1 = l1;
        this.l2 = l2;
        activityRegularizer(Regularizer.l1l2(l1, l2));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        return x;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.remove("activity_regularizer");
        c.put("l1", l1);
        c.put("l2", l2);
        return c;
    }

    static ActivityRegularization fromConfig(Map<String, Object> c) {
        return new ActivityRegularization(Config.number(c, "l1", 0), Config.number(c, "l2", 0));
    }
}
