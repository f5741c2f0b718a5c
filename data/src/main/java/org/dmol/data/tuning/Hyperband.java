package org.dmol.data.tuning;

import java.util.ArrayList;
import java.util.List;

/**
 * Hyperband (Li et al., JMLR 2018, 18, 1): several runs of {@link SuccessiveHalving} at about the same total cost, from many points with little budget
 * each to few points with all of it, because nobody knows beforehand how soon bad points show.
 *
 * @param most largest budget of a trial, R in the paper
 * @param factor eta in the paper, 3 there
 */
public record Hyperband(double most, int factor, Direction direction, long seed) {
    public Hyperband {
        if (!(most >= 1) || Double.isInfinite(most) || factor < 2) {
            throw new IllegalArgumentException("Hyperband wants a largest budget of 1 or more, not " + most
                    + ", and a factor of 2 or more, not " + factor + ".");
        }
    }

    /** The brackets, from the most exploring to the most thorough. */
    public List<SuccessiveHalving> brackets() {
        int last = 0;
        while (Math.pow(factor, last + 1) <= most * (1 + 1e-12)) {
            last++;
        }
        List<SuccessiveHalving> out = new ArrayList<>();
        for (int s = last; s >= 0; s--) {
            int n = (int) Math.ceil((last + 1) * Math.pow(factor, s) / (s + 1) - 1e-9);
            double least = most / Math.pow(factor, s);
            out.add(new SuccessiveHalving(n, least, most * (1 + 1e-9), factor, direction, seed, t -> {}));
        }
        return out;
    }

    /** The rungs of all brackets; trials are numbered on through the brackets. */
    public List<List<List<Trial>>> run(Space space, Objective objective) {
        List<List<List<Trial>>> out = new ArrayList<>();
        int first = 0;
        for (SuccessiveHalving bracket : brackets()) {
            out.add(bracket.run(space, objective, first));
            first += bracket.trials();
        }
        return out;
    }

    /** The best trial of all brackets and rungs. */
    public Trial best(List<List<List<Trial>>> brackets) {
        return Trials.best(
                brackets.stream().flatMap(List::stream).flatMap(List::stream).toList(), direction);
    }
}
