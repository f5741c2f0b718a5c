package org.dmol.layers.explain;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;

/**
 * Features as players (Štrumbelj, Kononenko, JMLR 2010, 11, 1; Lundberg, Lee, NeurIPS 2017): a coalition is worth the score of an input
 * that has the coalition's features from {@code x} and the others from a background row. Each background row is a scenario.
 *
 * <p>A feature is an entry of the first axis of {@code x} (with all that it holds) or a group of them. Entries that belong to no feature
 * always stay those of {@code x}.
 */
public final class FeatureGame implements Game {
    private static final int CHUNK = 256;

    private final Score score;
    private final Nd x;
    private final Nd backgrounds;
    private final int[][] features;

    private FeatureGame(Score score, Nd x, Nd backgrounds, int[][] features) {
        this.score = score;
        this.x = x;
        this.backgrounds = backgrounds;
        this.features = features;
    }

    /**
     * Every entry of the first axis is a feature.
     *
     * @param x the input, without the batch axis
     * @param backgrounds rows of the shape of {@code x}
     */
    public static FeatureGame of(Score score, Nd x, Nd backgrounds) {
        int[] shape = Score.asRow(x).shape();
        shape[0] = backgrounds.rank() == 0 ? 0 : backgrounds.dim(0);
        if (!Arrays.equals(shape, backgrounds.shape()) || shape[0] == 0) {
            throw new IllegalArgumentException("The backgrounds are " + backgrounds.describe()
                    + "; they must be at least one row of the shape of the input " + x.describe() + ".");
        }
        int[][] each = IntStream.range(0, x.dim(0)).mapToObj(i -> new int[] {i}).toArray(int[][]::new);
        return new FeatureGame(score, x, backgrounds.cast(x.dtype()), each);
    }

    /** Only the first {@code n} entries are features. */
    public FeatureGame first(int n) {
        return groups(IntStream.range(0, n).mapToObj(i -> new int[] {i}).toArray(int[][]::new));
    }

    /** Features that consist of several entries of the first axis each. */
    public FeatureGame groups(int[]... entries) {
        boolean[] used = new boolean[x.dim(0)];
        for (int[] group : entries) {
            for (int i : group) {
                if (i < 0 || i >= used.length || used[i]) {
                    throw new IllegalArgumentException(
                            "Entry " + i + " is not one of the " + used.length + " of the input, or is in two groups.");
                }
                used[i] = true;
            }
        }
        return new FeatureGame(score, x, backgrounds, entries.clone());
    }

    @Override
    public int players() {
        return features.length;
    }

    @Override
    public int scenarios() {
        return backgrounds.dim(0);
    }

    @Override
    public double[] values(boolean[][] members, int[] scenarios) {
        double[] out = new double[members.length];
        for (int at = 0; at < out.length; at += CHUNK) {
            int to = Math.min(out.length, at + CHUNK);
            double[] part = score.values(inputs(members, scenarios, at, to));
            System.arraycopy(part, 0, out, at, to - at);
        }
        return out;
    }

    private Nd inputs(boolean[][] members, int[] scenarios, int from, int to) {
        int width = x.size();
        int stride = width / x.dim(0);
        Object base = x.array();
        Object other = backgrounds.array();
        Object out = x.dtype() == DType.FLOAT64 ? new double[(to - from) * width] : new float[(to - from) * width];
        IntStream.range(from, to).parallel().forEach(k -> {
            int start = (k - from) * width;
            System.arraycopy(base, 0, out, start, width);
            for (int p = 0; p < features.length; p++) {
                if (!members[k][p]) {
                    for (int e : features[p]) {
                        System.arraycopy(other, scenarios[k] * width + e * stride, out, start + e * stride, stride);
                    }
                }
            }
        });
        int[] shape = Score.asRow(x).shape();
        shape[0] = to - from;
        return out instanceof float[] f ? Nd.of(f, shape) : Nd.of((double[]) out, shape);
    }
}
