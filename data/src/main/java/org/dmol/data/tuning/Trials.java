package org.dmol.data.tuning;

import java.util.Comparator;
import java.util.List;

/** Runs and compares trials. */
final class Trials {
    private Trials() {}

    /** An interrupted thread ends the search; any other exception ends this trial alone. */
    static Trial run(Attempt attempt, Objective objective) {
        long start = System.nanoTime();
        double score = Double.NaN;
        String message = "";
        try {
            score = objective.evaluate(attempt);
            message = Double.isNaN(score) ? "The score is not a number." : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The search was interrupted in trial " + attempt.number() + ".", e);
        } catch (Exception e) {
            message = e.getMessage() == null ? e.toString() : e.getMessage();
        }
        Trial.State state = !message.isEmpty()
                ? Trial.State.FAILED
                : attempt.stopped() ? Trial.State.STOPPED : Trial.State.COMPLETE;
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Trial(
                attempt.number(), attempt.point(), attempt.budget(), attempt.values(), score, state, seconds, message);
    }

    /** Best first; trials of equal scores in their order. */
    static List<Trial> ranked(List<Trial> trials, Direction direction) {
        return trials.stream()
                .sorted(Comparator.comparingDouble(t -> direction.cost(t.score())))
                .toList();
    }

    static Trial best(List<Trial> trials, Direction direction) {
        return ranked(trials, direction).stream()
                .filter(t -> t.state() != Trial.State.FAILED)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        trials.isEmpty()
                                ? "There are no trials."
                                : "All " + trials.size() + " trials failed; the first: "
                                        + trials.get(0).message()));
    }
}
