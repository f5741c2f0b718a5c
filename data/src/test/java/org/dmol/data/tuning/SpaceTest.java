package org.dmol.data.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpaceTest {
    private static final Space SPACE = Space.empty()
            .logUniform("rate", 1e-4, 1e-1)
            .uniform("dropout", 0, 0.5)
            .integer("width", 3, 7)
            .choice("activation", "relu", "tanh");

    @Test
    void pointsStayInTheirRanges() {
        SplittableRandom random = new SplittableRandom(1);
        int[] widths = new int[8];
        double below = 0;
        int n = 10_000;
        for (int i = 0; i < n; i++) {
            Point p = SPACE.sample(random);
            assertThat(p.number("rate")).isBetween(1e-4, 1e-1);
            assertThat(p.number("dropout")).isBetween(0.0, 0.5);
            assertThat(p.text("activation")).isIn("relu", "tanh");
            widths[p.integer("width")]++;
            below += p.number("rate") < 1e-3 ? 1.0 / n : 0;
        }
        assertThat(below).as("a third of the orders of magnitude").isCloseTo(1 / 3.0, within(0.02));
        for (int w = 3; w <= 7; w++) {
            assertThat(widths[w]).as("width %d", w).isBetween(1800, 2200);
        }
    }

    @Test
    void thePlaceOfAPointLeadsBackToIt() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 200; i++) {
            Point p = SPACE.sample(random);
            Point again = SPACE.at(SPACE.unit(p));
            assertThat(again.number("rate")).isCloseTo(p.number("rate"), within(1e-12));
            assertThat(again.integer("width")).isEqualTo(p.integer("width"));
            assertThat(again.text("activation")).isEqualTo(p.text("activation"));
        }
    }

    @Test
    void gridsHaveTheirEndsAndNoRepetitions() {
        List<Point> grid = Space.empty()
                .logUniform("rate", 1e-3, 1e-1)
                .integer("width", 1, 2)
                .choice("activation", "relu", "tanh")
                .grid(3);
        assertThat(grid).hasSize(3 * 2 * 2);
        assertThat(grid.get(0).values())
                .containsExactly(Map.entry("rate", 1e-3), Map.entry("width", 1), Map.entry("activation", "relu"));
        assertThat(grid.get(4).number("rate")).isCloseTo(1e-2, within(1e-15));
    }

    @Test
    void mistakesAreExplained() {
        assertThatThrownBy(() -> Space.empty().uniform("x", 2, 1)).hasMessageContaining("in order");
        assertThatThrownBy(() -> Space.empty().logUniform("x", 0, 1)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> Space.empty().uniform("x", 0, 1).integer("x", 0, 1))
                .hasMessageContaining("'x' already");
        assertThatThrownBy(() -> SPACE.at(0, 0, 0, 0).number("momentum")).hasMessageContaining("rate, dropout, width");
        assertThatThrownBy(() -> SPACE.point(Map.of("rate", 0.1))).hasMessageContaining("no setting 'dropout'");
        assertThatThrownBy(() -> Study.of(Space.empty())).hasMessageContaining("no settings");
    }
}
