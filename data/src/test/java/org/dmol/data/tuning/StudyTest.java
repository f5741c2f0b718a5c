package org.dmol.data.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
    private static final Space PLANE = Space.empty().uniform("x", -5, 10).uniform("y", 0, 15);

    @TempDir
    Path directory;

    /** Branin's function: three equal minima of 0.397887. */
    private static double branin(Attempt a) {
        double x = a.point().number("x");
        double y = a.point().number("y");
        double t = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return t * t + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    private static double meanBest(Sampler sampler, int trials) {
        return IntStream.range(0, 8)
                .mapToDouble(seed -> {
                    Study study = Study.of(PLANE).sampler(sampler).seed(seed);
                    return study.best(study.run(trials, StudyTest::branin)).score();
                })
                .average()
                .orElseThrow();
    }

    @Test
    void theGaussianProcessFindsTheMinimumThatRandomPointsMiss() {
        double random = meanBest(Sampler.random(), 35);
        double process = meanBest(Sampler.gaussianProcess(), 35);
        assertThat(process).as("minimum 0.397887").isLessThan(0.45);
        assertThat(random).isGreaterThan(2 * process);
    }

    @Test
    void expectedImprovementIsItsIntegral() {
        for (double[] c : new double[][] {{0.3, 0.5}, {-1, 0.7}, {2, 0.1}}) {
            double sum = 0;
            int n = 200_000;
            for (int i = 0; i < n; i++) {
                double z = -8 + 16 * (i + 0.5) / n;
                sum += Math.max(0, c[0] + c[1] * z) * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * 16 / n;
            }
            assertThat(GaussianProcessSampler.expectedImprovement(c[0], c[1])).isCloseTo(sum, within(1e-8));
        }
    }

    @Test
    void theGridEndsByItself() {
        List<Trial> trials = Study.of(PLANE).sampler(Sampler.grid(4)).run(100, StudyTest::branin);
        assertThat(trials).hasSize(16);
    }

    @Test
    void aFailedTrialIsListedAndTheSearchGoesOn() {
        Study study = Study.of(PLANE).direction(Direction.MAXIMIZE);
        List<Trial> trials = study.run(6, a -> {
            if (a.number() == 1) {
                throw new IllegalArgumentException("no such network");
            }
            return a.number() == 2 ? Double.NaN : a.number();
        });
        assertThat(trials).hasSize(6);
        assertThat(trials.get(1).state()).isEqualTo(Trial.State.FAILED);
        assertThat(trials.get(1).message()).isEqualTo("no such network");
        assertThat(trials.get(2).message()).isEqualTo("The score is not a number.");
        assertThat(study.best(trials).number()).isEqualTo(5);
        assertThatThrownBy(() -> study.best(trials.subList(1, 3)))
                .hasMessageContaining("All 2 trials failed; the first: no such");
    }

    @Test
    void aStudyGoesOnFromItsLog() throws IOException {
        Path log = directory.resolve("trials.jsonl");
        Study study = Study.of(PLANE).sampler(Sampler.gaussianProcess()).seed(3);
        List<Trial> whole = study.run(15, StudyTest::branin);
        List<Integer> calls = new ArrayList<>();
        Objective counted = a -> {
            calls.add(a.number());
            return branin(a);
        };
        study.log(log).run(12, counted);
        Files.writeString(log, "{\"trial\": 12, \"poi", StandardOpenOption.APPEND); // as a killed process leaves it
        List<Trial> resumed = study.log(log).run(15, counted);
        assertThat(calls).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        assertThat(resumed.stream().map(Trial::point).toList())
                .isEqualTo(whole.stream().map(Trial::point).toList());
        assertThat(Files.readAllLines(log)).hasSize(15);
    }

    @Test
    void aLogOfAnotherSpaceIsRefused() throws IOException {
        Path log = directory.resolve("trials.jsonl");
        Study.of(PLANE).log(log).run(1, StudyTest::branin);
        assertThatThrownBy(() ->
                        Study.of(Space.empty().uniform("z", 0, 1)).log(log).run(2, a -> 0))
                .hasMessageContaining("Line 1 of " + log)
                .hasMessageContaining("no setting 'z'");
    }
}
