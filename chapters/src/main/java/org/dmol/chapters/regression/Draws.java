package org.dmol.chapters.regression;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;

/**
 * Everything random of the chapter, drawn in the order in which the book's program draws it, so that each step can run alone.
 *
 * @param overfit 50 rows for the example of over-fitting
 * @param w first weights of that model
 * @param trainNoise noise of the ten training labels, standard deviation 5
 * @param noise noise of the twenty points of steps 8 to 10
 * @param low 250 training sets of step 8
 * @param high 1000 training sets of step 9
 * @param curve 2500 training sets for each of 1 to 5 features
 * @param small 10 pairs of 25 training and 25 test rows
 * @param smallMix random matrices (10, 17, f) for each number of features f
 * @param large 10 pairs of 500 rows
 * @param largeMix the matrices for them
 * @param ridgeNoise noise of step 13
 * @param halves 1000 orders of the twenty points
 * @param few 25 rows for small cross-validation
 * @param thousand 1000 rows and one more
 * @param resamples 100 bootstrap samples of 1000 rows
 */
record Draws(
        int[] overfit,
        Nd w,
        double[] trainNoise,
        double[] noise,
        List<int[]> low,
        List<int[]> high,
        List<List<int[]>> curve,
        List<int[]> small,
        List<Nd> smallMix,
        List<int[]> large,
        List<Nd> largeMix,
        double[] ridgeNoise,
        List<int[]> halves,
        int[] few,
        int[] thousand,
        List<int[]> resamples) {
    static final int REPEATS = 10;
    /** Numbers of features of steps 11 and 12. */
    static final int[] SIZES = IntStream.concat(IntStream.rangeClosed(1, 24), IntStream.of(25, 30, 35, 40, 45))
            .toArray();

    /** Draws for a table of {@code n} rows. */
    static Draws of(long seed, int n) {
        NumpyRandom r = new NumpyRandom(seed);
        int[] overfit = r.sample(n, 50);
        Nd w = r.normal(0, 1, 17);
        double[] trainNoise = r.normal(0, 5, 10).doubles();
        double[] noise = r.normal(0, 1, 20).doubles();
        List<int[]> low = withReplacement(r, 250);
        List<int[]> high = withReplacement(r, 1000);
        List<List<int[]>> curve =
                IntStream.range(0, 5).mapToObj(f -> withReplacement(r, 2500)).toList();
        List<int[]> small = samples(r, n, 25);
        List<Nd> smallMix = mixes(r);
        List<Nd> largeMix = mixes(r);
        List<int[]> large = samples(r, n, 500);
        double[] ridgeNoise = r.normal(0, 1, 20).doubles();
        List<int[]> halves = repeat(1000, () -> r.permutation(20));
        int[] few = r.sample(n, 25);
        int[] thousand = r.sample(n, 1001);
        List<int[]> resamples = repeat(100, () -> r.choice(1000, 1000, true));
        return new Draws(
                overfit,
                w,
                trainNoise,
                noise,
                low,
                high,
                curve,
                small,
                smallMix,
                large,
                largeMix,
                ridgeNoise,
                halves,
                few,
                thousand,
                resamples);
    }

    private static List<int[]> withReplacement(NumpyRandom r, int times) {
        return repeat(times, () -> r.choice(20, 10, true));
    }

    private static List<int[]> samples(NumpyRandom r, int n, int size) {
        return repeat(2 * REPEATS, () -> r.sample(n, size));
    }

    private static List<Nd> mixes(NumpyRandom r) {
        return Arrays.stream(SIZES)
                .mapToObj(f -> r.normal(0, 1, REPEATS, 17, f))
                .toList();
    }

    private static List<int[]> repeat(int times, java.util.function.Supplier<int[]> draw) {
        return Stream.generate(draw).limit(times).toList();
    }
}
