package org.dmol.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.dmol.chapters.overview.Overview;
import org.dmol.chapters.report.ConsoleReport;
import org.dmol.chapters.report.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One seed makes a run repeatable. */
class RepeatTest {
    @TempDir
    Path out;

    private double[] values(long seed) throws Exception {
        Settings settings = Settings.defaults()
                .withQuick(true)
                .withOffline(true)
                .withSeed(seed)
                .withSteps(List.of("06.3", "06.5", "06.7", "06.9"))
                .withOut(out);
        return new Runner(settings, ConsoleReport.silent())
                .run(new Overview()).metrics().stream()
                        .mapToDouble(Metric::value)
                        .toArray();
    }

    @Test
    void sameSeedSameBits() throws Exception {
        double[] first = values(3);
        assertThat(values(3)).containsExactly(first);
        assertThat(values(4)).isNotEqualTo(first);
    }
}
