package org.dmol.chapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DmolTest {
    @TempDir
    Path out;

    private final StringWriter errors = new StringWriter();

    private int run(String... args) {
        CommandLine line = Dmol.commandLine();
        line.setErr(new PrintWriter(errors, true));
        line.setOut(new PrintWriter(new StringWriter(), true));
        return line.execute(args);
    }

    @Test
    void mistakesEndInOneSentenceAndANonZeroCode() {
        assertThat(run("run", "tensrs", "--out", out.toString())).isEqualTo(1);
        assertThat(errors.toString())
                .isEqualToIgnoringNewLines("dmol: Unknown chapter 'tensrs'; did you mean tensors?");
    }

    @Test
    void unknownStepDeviceDataSetAndOption() {
        assertThat(run("run", "tensors", "--step", "01.99", "--out", out.toString()))
                .isEqualTo(1);
        assertThat(run("run", "tensors", "--device", "gpu:9", "--out", out.toString()))
                .isEqualTo(1);
        assertThat(run("data", "fetch", "aqsolbd", "--offline")).isEqualTo(1);
        assertThat(run("run", "tensors", "--set", "x=1", "--out", out.toString()))
                .isEqualTo(1);
        assertThat(run("run", "--out", out.toString())).isEqualTo(1);
        assertThat(errors.toString().lines().toList())
                .hasSize(5)
                .satisfiesExactly(
                        l -> assertThat(l).startsWith("dmol: Chapter tensors has no step '01.99'"),
                        l -> assertThat(l).contains("gpu:9").contains("present: cpu:0"),
                        l -> assertThat(l).contains("aqsoldb"),
                        l -> assertThat(l).contains("no option 'x'"),
                        l -> assertThat(l).contains("Name a chapter"));
    }

    @Test
    void usageErrorsHaveTheirOwnCode() {
        assertThat(run("rum")).isEqualTo(2);
        assertThat(run("run", "tensors", "--seed", "x")).isEqualTo(2);
        assertThat(run("--help")).isZero();
        assertThat(run("list")).isZero();
        assertThat(run("list", "tensors")).isZero();
        assertThat(run("data", "list")).isZero();
    }

    @Test
    void suggestsNearNames() {
        assertThat(Names.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Names.suggest("gnm", java.util.List.of("gnn", "vae", "flows")))
                .isEqualTo("; did you mean gnn?");
        assertThat(Names.suggest("zzz", java.util.List.of("gnn", "vae"))).isEqualTo("; there are gnn, vae.");
    }
}
