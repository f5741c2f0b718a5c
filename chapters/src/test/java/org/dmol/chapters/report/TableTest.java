package org.dmol.chapters.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsLineUp() {
        String text = Table.of("", "name", "value")
                .row("one", 1)
                .row("a third", 1 / 3.0)
                .row("float", 0.1f)
                .toString();
        assertThat(text).isEqualTo("""
                name         value
                ──────────────────
                one              1
                a third  0.3333333
                float          0.1""");
    }

    @Test
    void rowsMustHaveTheColumns() {
        assertThatThrownBy(() -> Table.of("", "a", "b").row(1)).hasMessageContaining("2 columns, the row 1");
    }

    @Test
    void numbersAreShortAndLocaleFree() {
        assertThat(Numbers.text(3265882.2)).isEqualTo("3265882");
        assertThat(Numbers.text(0.000012345)).isEqualTo("1.2345e-05");
        assertThat(Numbers.text(998)).isEqualTo("998");
        assertThat(Numbers.text(-0.25)).isEqualTo("-0.25");
        assertThat(Numbers.text(Double.NaN)).isEqualTo("NaN");
        assertThat(Numbers.duration(0.0123)).isEqualTo("12 ms");
        assertThat(Numbers.duration(125)).isEqualTo("2 min 05 s");
    }
}
