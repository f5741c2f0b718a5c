package org.dmol.data.tuning;

import java.util.List;
import java.util.random.RandomGenerator;

/** Chooses the next point. */
@FunctionalInterface
public interface Sampler {
    /**
     * The next point, or null if there is none left.
     *
     * @param earlier the trials so far, in order
     * @param random the source of all chance; fresh for each trial
     */
    Point next(Space space, List<Trial> earlier, Direction direction, RandomGenerator random);

    /** Independent random points. */
    static Sampler random() {
        return (space, earlier, direction, random) -> space.sample(random);
    }

    /** Every combination of all choices and {@code steps} values of each number, in order. */
    static Sampler grid(int steps) {
        return (space, earlier, direction, random) -> {
            List<Point> points = space.grid(steps);
            return earlier.size() < points.size() ? points.get(earlier.size()) : null;
        };
    }

    /** Bayesian optimisation, with ten random points first; see {@link GaussianProcessSampler}. */
    static Sampler gaussianProcess() {
        return new GaussianProcessSampler(10);
    }
}
