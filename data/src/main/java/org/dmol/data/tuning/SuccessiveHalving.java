package org.dmol.data.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Successive halving (Jamieson and Talwalkar, AISTATS 2016): many random points get a small budget, the better part of them {@code factor} times
 * as much, and so on until one is left or the budget is {@code most}.
 *
 * @param trials number of points in the first rung
 * @param least budget of the first rung
 * @param most largest budget; infinite for none
 * @param factor 2 or more: one in so many trials goes on, with so many times the budget
 * @param direction whether small or large scores are good
 * @param seed what the points follow from
 * @param listener is told of each trial at the end of each rung it took part in
 */
public record SuccessiveHalving(
        int trials, double least, double most, int factor, Direction direction, long seed, Consumer<Trial> listener) {
    public SuccessiveHalving {
        if (trials < 1 || !(least > 0) || factor < 2 || !(most >= least)) {
            throw new IllegalArgumentException("Successive halving wants 1 or more trials (" + trials
                    + "), a positive budget (" + least + ") not above the largest (" + most
                    + ") and a factor of 2 or more (" + factor + ").");
        }
    }

    /** Small scores, seed 0, one in two goes on, until one is left. */
    public static SuccessiveHalving of(int trials, double least) {
        return new SuccessiveHalving(trials, least, Double.POSITIVE_INFINITY, 2, Direction.MINIMIZE, 0, t -> {});
    }

    public SuccessiveHalving direction(Direction value) {
        return new SuccessiveHalving(trials, least, most, factor, value, seed, listener);
    }

    public SuccessiveHalving seed(long value) {
        return new SuccessiveHalving(trials, least, most, factor, direction, value, listener);
    }

    public SuccessiveHalving listener(Consumer<Trial> value) {
        return new SuccessiveHalving(trials, least, most, factor, direction, seed, value);
    }

    /**
     * All rungs, each with its trials in their order. A trial that goes on keeps its number and point; its objective is called again with the larger
     * budget, and may continue where it was.
     */
    public List<List<Trial>> run(Space space, Objective objective) {
        return run(space, objective, 0);
    }

    /** As above, with numbers from {@code first} on. */
    List<List<Trial>> run(Space space, Objective objective, int first) {
        List<Attempt> rung = new ArrayList<>();
        for (int i = first; i < first + trials; i++) {
            rung.add(attempt(i, space.sample(Study.random(seed, i)), least));
        }
        List<List<Trial>> out = new ArrayList<>();
        for (double budget = least; !rung.isEmpty(); ) {
            List<Trial> done = new ArrayList<>();
            for (Attempt a : rung) {
                Trial t = Trials.run(a, objective);
                done.add(t);
                listener.accept(t);
            }
            out.add(List.copyOf(done));
            budget *= factor;
            double next = budget;
            long keep = budget > most ? 0 : rung.size() / factor;
            rung = Trials.ranked(done, direction).stream()
                    .filter(t -> t.state() != Trial.State.FAILED)
                    .limit(keep)
                    .map(t -> attempt(t.number(), t.point(), next))
                    .toList();
        }
        return out;
    }

    private Attempt attempt(int number, Point point, double budget) {
        return new Attempt(number, point, budget, StoppingRule.none(), direction, List.of());
    }
}
