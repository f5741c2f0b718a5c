package org.dmol.data.tuning;

import java.util.Arrays;
import java.util.List;

/** Decides early whether a trial is worth its budget. */
@FunctionalInterface
public interface StoppingRule {
    /**
     * Whether to stop.
     *
     * @param values what the trial has reported so far, the last step included
     * @param earlier trials that have ended
     */
    boolean stops(List<Double> values, List<Trial> earlier, Direction direction);

    /** Never stops a trial. */
    static StoppingRule none() {
        return (values, earlier, direction) -> false;
    }

    /**
     * Median stopping (Golovin et al., Google Vizier, KDD 2017): after step S a trial is stopped if its best value so far is strictly worse than
     * the median, over the completed trials, of the mean of their values up to step S.
     *
     * @param afterTrials completed trials that must be there
     * @param afterSteps steps in which no trial is stopped
     */
    static StoppingRule median(int afterTrials, int afterSteps) {
        return (values, earlier, direction) -> {
            int s = values.size();
            double[] means = earlier.stream()
                    .filter(t -> t.state() == Trial.State.COMPLETE && t.values().size() >= s)
                    .mapToDouble(t -> t.values().subList(0, s).stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElseThrow())
                    .sorted()
                    .toArray();
            if (s <= afterSteps || means.length < Math.max(1, afterTrials)) {
                return false;
            }
            double best = values.stream().mapToDouble(direction::cost).min().orElseThrow();
            return best > direction.cost(median(means));
        };
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        return Arrays.stream(sorted, (n - 1) / 2, n / 2 + 1).average().orElseThrow();
    }
}
