package org.dmol.chapters.pretraining;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dmol.array.Nd;
import org.dmol.layers.train.Dataset;

/**
 * The examples of masked-token pre-training (Devlin et al. 2018): of each string 15 % of the tokens are chosen; 80 % of those become the
 * mask, 10 % another token at random, 10 % stay; the network names what was there. All versions are drawn before the training.
 */
final class MaskedTexts {
    static final double CHOSEN = 0.15;
    private static final double MASKED = 0.8;
    private static final double REPLACED = 0.1;

    private final int vocabulary;
    private final SplittableRandom random;

    MaskedTexts(int vocabulary, long seed) {
        this.vocabulary = vocabulary;
        this.random = new SplittableRandom(seed);
    }

    /** Tokens of a string of {@code length} that are chosen; the first one, which stands for the string, never is. */
    static int chosen(int length) {
        return (int) Math.max(1, Math.round(CHOSEN * (length - 1)));
    }

    /**
     * Buckets of strings, each in so many versions. Inputs: tokens (strings, width) and chosen places (strings, n), target: what was
     * there (strings, n), weights: 1, and 0 where a string has fewer than n chosen places.
     */
    List<Dataset> draw(List<int[]> sequences, int versions, int batch) {
        List<Dataset> out = new ArrayList<>();
        for (SmilesTokens.Bucket bucket : SmilesTokens.buckets(sequences)) {
            out.add(draw(sequences, bucket, versions).batch(batch).shuffle());
        }
        return out;
    }

    private Dataset draw(List<int[]> sequences, SmilesTokens.Bucket bucket, int versions) {
        int n = bucket.members().length;
        int rows = n * versions;
        int width = bucket.width();
        int most = chosen(width);
        int[] tokens = new int[rows * width];
        int[] places = new int[rows * most];
        int[] labels = new int[rows * most];
        float[] weights = new float[rows * most];
        for (int row = 0; row < rows; row++) {
            int[] ids = sequences.get(bucket.members()[row % n]).clone();
            int[] order = places(ids.length);
            for (int j = 0; j < chosen(ids.length); j++) {
                places[row * most + j] = order[j];
                labels[row * most + j] = ids[order[j]];
                weights[row * most + j] = 1;
                ids[order[j]] = instead(ids[order[j]]);
            }
            System.arraycopy(ids, 0, tokens, row * width, ids.length);
        }
        return Dataset.of(
                        List.of(Nd.of(tokens, rows, width), Nd.of(places, rows, most)),
                        List.of(Nd.of(labels, rows, most)))
                .weights(Nd.of(weights, rows, most))
                .versions(versions);
    }

    /** The places 1 to length - 1 in random order, as far as they are needed. */
    private int[] places(int length) {
        int[] p = new int[Math.max(1, length - 1)];
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.min(i + 1, length - 1);
        }
        for (int i = 0; i < chosen(length); i++) {
            int j = random.nextInt(i, p.length);
            int t = p[i];
            p[i] = p[j];
            p[j] = t;
        }
        return p;
    }

    private int instead(int token) {
        double u = random.nextDouble();
        if (u < MASKED) {
            return SmilesTokens.MASK;
        }
        return u < MASKED + REPLACED ? random.nextInt(SmilesTokens.SPECIAL, vocabulary) : token;
    }
}
