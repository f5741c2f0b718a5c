package org.dmol.data.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Space LINE = Space.empty().uniform("x", 0, 1);

    private static Trial complete(int number, Double... values) {
        return new Trial(
                number,
                LINE.at(0.5),
                values.length,
                List.of(values),
                values[values.length - 1],
                Trial.State.COMPLETE,
                0,
                "");
    }

    @Test
    void medianStoppingComparesTheBestValueWithRunningMeans() {
        StoppingRule rule = StoppingRule.median(3, 1);
        List<Trial> earlier =
                List.of(complete(0, 4.0, 2.0, 1.0), complete(1, 8.0, 4.0, 2.0), complete(2, 6.0, 6.0, 6.0));
        // Running means at step 2: 3, 6, 6; at step 3: 7/3, 14/3, 6. The medians are 6 and 14/3.
        assertThat(rule.stops(List.of(9.0), earlier, Direction.MINIMIZE))
                .as("too early")
                .isFalse();
        assertThat(rule.stops(List.of(9.0, 6.0), earlier, Direction.MINIMIZE))
                .as("not strictly worse")
                .isFalse();
        assertThat(rule.stops(List.of(9.0, 6.1), earlier, Direction.MINIMIZE)).isTrue();
        assertThat(rule.stops(List.of(5.0, 9.0), earlier, Direction.MINIMIZE))
                .as("the best counts")
                .isFalse();
        assertThat(rule.stops(List.of(9.0, 6.0, 4.7), earlier, Direction.MINIMIZE))
                .isTrue();
        assertThat(rule.stops(List.of(3.0, 5.9), earlier, Direction.MAXIMIZE)).isTrue();
        assertThat(rule.stops(List.of(9.0, 9.0), earlier.subList(0, 2), Direction.MINIMIZE))
                .as("too few")
                .isFalse();
    }

    @Test
    void aStoppedTrialSaysSo() {
        List<Trial> trials = Study.of(LINE)
                .stopping(StoppingRule.median(2, 0))
                .budget(5)
                .run(4, a -> {
                    int steps = 0;
                    double value;
                    do {
                        value = a.number() + 1.0 / ++steps;
                    } while (a.report(value) && steps < a.budget());
                    return value;
                });
        assertThat(trials.get(0).state()).isEqualTo(Trial.State.COMPLETE);
        assertThat(trials.get(3).state()).isEqualTo(Trial.State.STOPPED);
        assertThat(trials.get(3).values()).hasSize(1);
    }

    @Test
    void halvingKeepsTheBetterHalfAndDoublesTheBudget() {
        Map<Integer, Double> spent = new HashMap<>();
        List<List<Trial>> rungs = SuccessiveHalving.of(16, 1).seed(4).run(LINE, a -> {
            assertThat(a.budget()).isEqualTo(2 * spent.getOrDefault(a.number(), 0.5));
            spent.put(a.number(), a.budget());
            return a.point().number("x");
        });
        assertThat(rungs.stream().map(List::size).toList()).containsExactly(16, 8, 4, 2, 1);
        double best = rungs.get(0).stream().mapToDouble(Trial::score).min().orElseThrow();
        assertThat(rungs.get(4).get(0).score()).isEqualTo(best);
        assertThat(rungs.get(4).get(0).budget()).isEqualTo(16);
        double worstKept = rungs.get(1).stream().mapToDouble(Trial::score).max().orElseThrow();
        assertThat(rungs.get(0).stream().filter(t -> t.score() <= worstKept).count())
                .isEqualTo(8);
    }

    @Test
    void failedTrialsDoNotGoOn() {
        List<List<Trial>> rungs = SuccessiveHalving.of(4, 1).run(LINE, a -> a.number() < 3 ? Double.NaN : 1);
        assertThat(rungs.stream().map(List::size).toList()).containsExactly(4, 1);
    }

    /** The table of the paper for R = 81 and eta = 3. */
    @Test
    void bracketsOfHyperband() {
        List<SuccessiveHalving> brackets = new Hyperband(81, 3, Direction.MINIMIZE, 0).brackets();
        assertThat(brackets.stream().map(SuccessiveHalving::trials).toList()).containsExactly(81, 34, 15, 8, 5);
        assertThat(brackets.stream().map(SuccessiveHalving::least).toList()).containsExactly(1.0, 3.0, 9.0, 27.0, 81.0);
        var rungs = brackets.get(0).run(LINE, a -> a.point().number("x"));
        assertThat(rungs.stream().map(List::size).toList()).containsExactly(81, 27, 9, 3, 1);
        assertThat(rungs.get(4).get(0).budget()).isEqualTo(81);
    }

    @Test
    void bracketsNumberTheirTrialsOn() {
        Hyperband search = new Hyperband(9, 3, Direction.MAXIMIZE, 1);
        var all = search.run(LINE, a -> a.point().number("x"));
        assertThat(all.get(1).get(0).get(0).number()).isEqualTo(9);
        assertThat(search.best(all).score())
                .isEqualTo(all.stream()
                        .flatMap(List::stream)
                        .flatMap(List::stream)
                        .mapToDouble(Trial::score)
                        .max()
                        .orElseThrow());
    }

    @Test
    void mistakesAreExplained() {
        assertThatThrownBy(() -> SuccessiveHalving.of(0, 1)).hasMessageContaining("1 or more trials (0)");
        assertThatThrownBy(() -> new Hyperband(0.5, 3, Direction.MINIMIZE, 0)).hasMessageContaining("largest budget");
        assertThatThrownBy(() -> new GaussianProcessSampler(1)).hasMessageContaining("2 or more random points");
    }
}
