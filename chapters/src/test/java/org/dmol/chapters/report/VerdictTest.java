package org.dmol.chapters.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.dmol.chapters.report.MetricDraft.Circumstances;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Circumstances FULL = new Circumstances(false, false, 0);
    private static final Circumstances QUICK = new Circumstances(true, false, 0);
    private static final Circumstances STAND_IN = new Circumstances(false, true, 0);
    private static final Circumstances SEED_3 = new Circumstances(false, false, 3);

    private static MetricDraft of(double value, Circumstances c) {
        return new MetricDraft("m", value, "", c);
    }

    private static String verdict(MetricDraft draft) {
        return draft.finish().verdict().toString();
    }

    @Test
    void bandsAndExactValues() {
        assertThat(verdict(of(1.2, FULL).published(1.185).band(1.17, 1.26))).isEqualTo("in band");
        assertThat(verdict(of(1.3, FULL).published(1.185).band(1.17, 1.26))).isEqualTo("out of band");
        assertThat(verdict(of(Double.NaN, FULL).band(1.17, 1.26))).isEqualTo("out of band");
        assertThat(verdict(of(5.5, FULL).exactly(5.5))).isEqualTo("exact");
        assertThat(verdict(of(5.51, FULL).exactly(5.5, 1e-3))).isEqualTo("out of band");
        assertThat(verdict(of(5.51, FULL).near(5.5, 0.02))).isEqualTo("exact");
        assertThat(verdict(of(5.51, FULL).exactly(5.5).band(5, 6))).isEqualTo("in band");
        assertThat(verdict(of(0, FULL).exactly(0))).isEqualTo("exact");
    }

    @Test
    void whatIsNotComparableSaysWhy() {
        assertThat(verdict(of(1, FULL))).isEqualTo("not comparable: no published value");
        assertThat(verdict(of(1, FULL).published(2))).isEqualTo("not comparable: no acceptance band");
        assertThat(verdict(of(1, FULL).published(2).notComparable("another split")))
                .isEqualTo("not comparable: another split");
        assertThat(verdict(of(1, STAND_IN).exactly(1))).isEqualTo("not comparable: generated stand-in data");
        assertThat(verdict(of(1, SEED_3).exactly(1).forSeed(0)))
                .isEqualTo("not comparable: published for seed 0, this is seed 3");
    }

    @Test
    void quickRunsAreJudgedByExactValuesOnly() {
        assertThat(verdict(of(1, QUICK).band(0, 2))).isEqualTo("not comparable: quick run");
        assertThat(verdict(of(1, QUICK).band(0, 2).alsoQuick())).isEqualTo("in band");
        assertThat(verdict(of(1, QUICK).exactly(1))).isEqualTo("exact");
        assertThat(verdict(of(1, QUICK).exactly(2).unlessQuick())).isEqualTo("not comparable: quick run");
        assertThat(verdict(of(1, STAND_IN).exactly(1).alsoStandIn())).isEqualTo("exact");
    }

    @Test
    void expectedValuesAreNotCalledPublished() {
        Metric m = of(2, FULL).expected(2, 1e-6).finish();
        assertThat(m.published()).isNull();
        assertThat(m.verdict().toString()).isEqualTo("exact");
        assertThat(m.bandText()).isEqualTo("= 2");
    }
}
