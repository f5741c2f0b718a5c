package org.dmol.chapters.xai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Runner;
import org.dmol.chapters.Settings;
import org.dmol.chapters.report.ConsoleReport;
import org.dmol.layers.Seeds;
import org.dmol.layers.explain.Gradients;
import org.dmol.layers.explain.Score;
import org.dmol.tf.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeptideNetTest {
    @Test
    void publishedNumbersOnGivenWeights() {
        try (PeptideCheck check = new PeptideCheck()) {
            assertThat(check.ofZeros()).isZero();
            for (int i = 0; i < PeptideCheck.EXPECTED.length; i++) {
                assertThat(check.numbers(PeptideCheck.PEPTIDES.get(i)))
                        .containsExactly(PeptideCheck.EXPECTED[i], within(6e-9));
            }
        }
    }

    /** One function, two gradients: the first of the ties gets all, or all get the same; the sum over a window is one. */
    @Test
    void tiesChangeTheGradientAlone() {
        Seeds.set(1);
        try (PeptideNet net = PeptideNet.create()) {
            net.ensureBuilt(List.of(Spec.of(DType.FLOAT32, -1, PeptideNet.LENGTH, PeptideNet.SYMBOLS)));
            assertThat(net.countParams()).isEqualTo(74240);
            Nd x = Peptides.encode("GHKLWYARGFMTNVTMKHQ");
            try (PeptideNet first = net.withFirstOfTies();
                    Score even = Score.of(net);
                    Score uneven = Score.of(first)) {
                assertThat(uneven.value(x)).isCloseTo(even.value(x), within(1e-6));
                double[] a = Peptides.atResidues(Gradients.of(even, x), "GHKLWYARGFMTNVTMKHQ");
                double[] b = Peptides.atResidues(Gradients.of(uneven, x), "GHKLWYARGFMTNVTMKHQ");
                assertThat(a[0]).isNotCloseTo(b[0], within(1e-4));
            }
        }
    }

    @Test
    void sequencesAndCodes() {
        Nd code = Peptides.encode("arndcqeghilkmfpstwyv");
        assertThat(Peptides.decode(code)).isEqualTo("ARNDCQEGHILKMFPSTWYV");
        assertThat(code.get(0, 1)).isEqualTo(1);
        assertThat(code.get(199, 0)).isEqualTo(1);
        assertThatThrownBy(() -> Peptides.encode("GIGBA"))
                .hasMessageContaining("Position 4")
                .hasMessageContaining("'B'");
        assertThatThrownBy(() -> Peptides.encode("G".repeat(201))).hasMessageContaining("201 residues; 1 to 200");
        assertThatThrownBy(() -> Peptides.encode(" ")).hasMessageContaining("0 residues");
    }

    /** Bad options end in one sentence, before anything is trained. */
    @ParameterizedTest
    @CsvSource({
        "peptide, GIGXL, Position 4 of the peptide",
        "labels, wrong, allowed are true and book",
        "networks, 0, at least 1",
        "base, C1CC, no molecule",
        "preset, far, 'narrow, medium and wide'",
        "samples, 0, at least 1"
    })
    void badOptions(String option, String value, String sentence, @TempDir Path out) {
        String step = List.of("peptide", "labels", "networks").contains(option) ? "11.4" : "11.14";
        Settings settings = Settings.defaults()
                .withQuick(true)
                .withOut(out)
                .withOffline(true)
                .withOptions(Map.of(option, value))
                .withSteps(List.of(step));
        assertThatThrownBy(() -> new Runner(settings, ConsoleReport.silent()).run(new ExplainingPredictions()))
                .hasMessageContaining(sentence);
    }
}
