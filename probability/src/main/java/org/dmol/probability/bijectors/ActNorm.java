package org.dmol.probability.bijectors;

import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Var;

/**
 * {@code y = x * exp(log_scale) + shift} with trainable numbers for each element of the last axis, which {@link #initialize} sets by data
 * so that the inverse standardises them (Kingma and Dhariwal, "Glow", 2018).
 */
public final class ActNorm extends Elementwise {
    private final Var shift;
    private final Var logScale;

    private ActNorm(Var shift, Var logScale) {
        super("act_norm", Slot.of("shift", Param.of(shift)), Slot.of("log_scale", Param.of(logScale)));
        this.shift = shift;
        this.logScale = logScale;
    }

    /** The identity, for vectors of {@code k} elements. */
    public ActNorm(int k) {
        this(new Var("shift", Nd.zeros(FloatX.get(), k), true), new Var("log_scale", Nd.zeros(FloatX.get(), k), true));
    }

    /**
     * Sets the numbers so that the inverse of these values, shape (rows, k), has mean 0 and standard deviation 1 in each element.
     *
     * @return this
     */
    public ActNorm initialize(Nd values) {
        int k = shift.value().size();
        if (values.rank() != 2 || values.dim(1) != k || values.dim(0) < 2) {
            throw new IllegalArgumentException(
                    "ActNorm needs two or more rows of " + k + " numbers, not " + values.describe() + ".");
        }
        double[] mean = new double[k];
        double[] log = new double[k];
        int rows = values.dim(0);
        for (int j = 0; j < k; j++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < rows; i++) {
                sum += values.getFlat(i * k + j) / rows;
            }
            for (int i = 0; i < rows; i++) {
                squares += Math.pow(values.getFlat(i * k + j) - sum, 2) / rows;
            }
            mean[j] = sum;
            log[j] = 0.5 * Math.log(Math.max(squares, 1e-12));
        }
        shift.assign(Nd.vector(mean).cast(shift.dtype()));
        logScale.assign(Nd.vector(log).cast(logScale.dtype()));
        return this;
    }

    @Override
    protected Expr map(Ctx c, Expr x) {
        return x.times(param(c, 1, x).exp()).plus(param(c, 0, x));
    }

    @Override
    protected Expr unmap(Ctx c, Expr y) {
        return y.minus(param(c, 0, y)).times(param(c, 1, y).neg().exp());
    }

    @Override
    protected Expr logSlope(Ctx c, Expr x, Expr y) {
        return param(c, 1, x);
    }

    @Override
    public boolean isConstantJacobian() {
        return true;
    }
}
