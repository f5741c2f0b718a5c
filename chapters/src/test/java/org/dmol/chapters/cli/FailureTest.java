package org.dmol.chapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whatever stops a chapter ends in one sentence on the error stream and an exit code that is not zero. */
class FailureTest {
    @TempDir
    Path out;

    /** A chapter whose only step throws. */
    private static final class Broken extends Chapter {
        Broken(Throwable what) {
            super("97", "broken", "Broken");
            steps(Step.of("97.1", "Fail", "nothing", run -> sneak(what)).alone());
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> void sneak(Throwable what) throws T {
            throw (T) what;
        }
    }

    private String run(Throwable what) {
        CommandLine line = Dmol.configured(new CommandLine(new RunCommand(List.of(new Broken(what)))));
        StringWriter text = new StringWriter();
        line.setErr(new PrintWriter(text));
        assertThat(line.execute("--out", out.toString())).isEqualTo(1);
        return text.toString().strip();
    }

    @Test
    void exceptionsAndErrorsAreOneSentence() {
        assertThat(run(new IllegalArgumentException("The width is 0; it must be positive.")))
                .isEqualTo("dmol: The width is 0; it must be positive.");
        assertThat(run(new OutOfMemoryError("Java heap space")))
                .isEqualTo("dmol: Out of memory; give Java more with DMOL_JAVA_OPTS=-Xmx6g.");
        assertThat(run(new NoClassDefFoundError("org/dmol/Gone")))
                .isEqualTo("dmol: NoClassDefFoundError: org/dmol/Gone (DMOL_DEBUG=1 shows where)");
        assertThat(run(new StackOverflowError())).startsWith("dmol: StackOverflowError");
        assertThat(out.resolve("broken").resolve("metrics.json")).doesNotExist();
    }
}
