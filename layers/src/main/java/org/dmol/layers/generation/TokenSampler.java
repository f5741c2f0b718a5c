package org.dmol.layers.generation;

import java.util.stream.IntStream;

/**
 * Draws a token from {@code softmax(logits / temperature)}, of all tokens, of the likeliest k, or of the smallest set of likeliest tokens
 * that holds a share of the probability (nucleus sampling: Holtzman et al., ICLR 2020). Immutable and without a state.
 *
 * @param temperature above 0; small values approach the likeliest token, large ones the uniform distribution
 * @param topK how many of the likeliest tokens can be drawn
 * @param topP share of the probability that the tokens to draw from have at least, above 0 and at most 1
 */
public record TokenSampler(double temperature, int topK, double topP) {
    public TokenSampler {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("The temperature must be above 0, not " + temperature + ".");
        }
        if (topK < 1) {
            throw new IllegalArgumentException(
                    "At least one token must be left to draw from (topK), not " + topK + ".");
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("The share topP must be above 0 and at most 1, not " + topP + ".");
        }
    }

    /** Draws from all tokens at a temperature. */
    public static TokenSampler temperature(double value) {
        return new TokenSampler(value, Integer.MAX_VALUE, 1);
    }

    /** The same, of the {@code k} likeliest tokens alone. */
    public TokenSampler topK(int k) {
        return new TokenSampler(temperature, k, topP);
    }

    /** The same, of the likeliest tokens that together have at least the probability {@code p}. */
    public TokenSampler topP(double p) {
        return new TokenSampler(temperature, topK, p);
    }

    /**
     * The token that a uniform number picks.
     *
     * @param u uniform in [0, 1)
     */
    public int draw(double[] logits, double u) {
        double[] p = probabilities(logits);
        double sum = 0;
        int last = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0) {
                sum += p[i];
                last = i;
                if (u < sum) {
                    return i;
                }
            }
        }
        return last; // the sum of rounded numbers may stay below u
    }

    /** The probability of each token; 0 for those that are left out. */
    public double[] probabilities(double[] logits) {
        double top = Double.NEGATIVE_INFINITY;
        for (double v : logits) {
            top = Math.max(top, v);
        }
        if (!(Math.abs(top) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The largest logit must be a finite number, not " + top + ".");
        }
        double[] p = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp((logits[i] - top) / temperature);
            sum += p[i];
        }
        if (topK < p.length || topP < 1) {
            sum = keepLikeliest(p, sum);
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    /** Clears what is left out and returns the new sum; of equally likely tokens the first ones stay. */
    private double keepLikeliest(double[] p, double sum) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted((a, b) -> Double.compare(p[b], p[a]))
                .mapToInt(i -> i)
                .toArray();
        double kept = 0;
        for (int rank = 0; rank < order.length; rank++) {
            if (rank >= topK || (rank > 0 && kept >= topP * sum)) {
                p[order[rank]] = 0;
            } else {
                kept += p[order[rank]];
            }
        }
        return kept;
    }
}
