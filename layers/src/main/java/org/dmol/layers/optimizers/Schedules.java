package org.dmol.layers.optimizers;

/** Keras's learning-rate schedules. */
public final class Schedules {
    private Schedules() {}

    /** {@code initial * rate^(step / steps)}; {@code staircase} takes the integer part of the exponent. */
    public static LearningRate exponentialDecay(double initial, int decaySteps, double decayRate, boolean staircase) {
        return step -> initial * Math.pow(decayRate, part(step, decaySteps, staircase));
    }

    /** {@code initial / (1 + rate * step / steps)}. */
    public static LearningRate inverseTimeDecay(double initial, int decaySteps, double decayRate, boolean staircase) {
        return step -> initial / (1 + decayRate * part(step, decaySteps, staircase));
    }

    private static double part(long step, int decaySteps, boolean staircase) {
        double p = (double) step / decaySteps;
        return staircase ? Math.floor(p) : p;
    }

    /** {@code values[i]} up to and including step {@code boundaries[i]}, the last value after the last boundary. */
    public static LearningRate piecewiseConstant(long[] boundaries, double[] values) {
        if (values.length != boundaries.length + 1) {
            throw new IllegalArgumentException(
                    "A piecewise constant schedule needs one value more than boundaries, not " + values.length + " and "
                            + boundaries.length + ".");
        }
        return step -> {
            int i = 0;
            while (i < boundaries.length && step > boundaries[i]) {
                i++;
            }
            return values[i];
        };
    }

    /** From {@code initial} to {@code end} in {@code decaySteps} steps; {@code cycle} starts again with a longer period. */
    public static LearningRate polynomialDecay(
            double initial, int decaySteps, double end, double power, boolean cycle) {
        return step -> {
            double period = decaySteps;
            double at = Math.min(step, decaySteps);
            if (cycle) {
                period = decaySteps * (step == 0 ? 1 : Math.ceil((double) step / decaySteps));
                at = step;
            }
            return (initial - end) * Math.pow(1 - at / period, power) + end;
        };
    }

    /** Half a cosine from {@code initial} to {@code alpha * initial} (Loshchilov and Hutter 2016). */
    public static LearningRate cosineDecay(double initial, int decaySteps, double alpha) {
        return step -> initial * cosine(Math.min(step, decaySteps) / (double) decaySteps, alpha);
    }

    /** A linear rise from {@code initial} to {@code target} in {@code warmupSteps} steps, then a cosine decay of {@code target}. */
    public static LearningRate cosineDecay(
            double initial, int decaySteps, double alpha, double target, int warmupSteps) {
        return step -> step < warmupSteps
                ? initial + (target - initial) * step / warmupSteps
                : target * cosine(Math.min(step - warmupSteps, decaySteps) / (double) decaySteps, alpha);
    }

    /** Cosine decays one after another, each {@code tMul} times as long and {@code mMul} times as high as the one before. */
    public static LearningRate cosineDecayRestarts(
            double initial, int firstDecaySteps, double tMul, double mMul, double alpha) {
        return step -> {
            double done = (double) step / firstDecaySteps;
            double restarts;
            double fraction;
            if (tMul == 1) {
                restarts = Math.floor(done);
                fraction = done - restarts;
            } else {
                restarts = Math.floor(Math.log(1 - done * (1 - tMul)) / Math.log(tMul) + 1e-9);
                double before = (1 - Math.pow(tMul, restarts)) / (1 - tMul);
                fraction = (done - before) / Math.pow(tMul, restarts);
            }
            double m = Math.pow(mMul, restarts);
            return initial * ((1 - alpha) * 0.5 * m * (1 + Math.cos(Math.PI * fraction)) + alpha);
        };
    }

    /** A linear rise from 0 to {@code peak} in {@code warmupSteps} steps, then a linear fall to 0 at step {@code steps} (Devlin et al. 2018). */
    public static LearningRate linearWarmup(double peak, int warmupSteps, int steps) {
        if (warmupSteps < 0 || steps <= warmupSteps) {
            throw new IllegalArgumentException("A linear warm-up needs fewer steps than the whole training, not "
                    + warmupSteps + " of " + steps + ".");
        }
        return step -> step < warmupSteps
                ? peak * step / warmupSteps
                : peak * Math.max(0, (double) (steps - step) / (steps - warmupSteps));
    }

    private static double cosine(double fraction, double alpha) {
        return (1 - alpha) * 0.5 * (1 + Math.cos(Math.PI * fraction)) + alpha;
    }
}
