package org.dmol.layers.explain;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Shapley values (Shapley, Contributions to the Theory of Games II, 1953, 307): a player's contribution to the coalition of those who
 * came before, averaged over all orders of arrival and all scenarios.
 */
public final class Shapley {
    /** Players of {@link #exact}. */
    public static final int MOST_PLAYERS = 20;

    private static final int WALKS_AT_ONCE = 64;

    private Shapley() {}

    /**
     * By enumeration of all coalitions: 2^players evaluations for each scenario.
     *
     * @throws IllegalArgumentException for more than {@value #MOST_PLAYERS} players
     */
    public static ShapleyValues exact(Game game) {
        int n = game.players();
        if (n > MOST_PLAYERS) {
            throw new IllegalArgumentException("Exact Shapley values of " + n + " players need 2^" + n
                    + " coalitions; at most " + MOST_PLAYERS + " players are allowed, sample for more.");
        }
        int coalitions = 1 << n;
        double[] worth = new double[coalitions];
        boolean[][] members = new boolean[coalitions][n];
        for (int s = 0; s < coalitions; s++) {
            for (int i = 0; i < n; i++) {
                members[s][i] = (s >> i & 1) == 1;
            }
        }
        int[] scenario = new int[coalitions];
        for (int k = 0; k < game.scenarios(); k++) {
            Arrays.fill(scenario, k);
            double[] v = game.values(members, scenario);
            for (int s = 0; s < coalitions; s++) {
                worth[s] += v[s] / game.scenarios();
            }
        }
        double[] weight = weights(n);
        double[] phi = new double[n];
        for (int i = 0; i < n; i++) {
            for (int s = 0; s < coalitions; s++) {
                if ((s >> i & 1) == 0) {
                    phi[i] += weight[Integer.bitCount(s)] * (worth[s | 1 << i] - worth[s]);
                }
            }
        }
        return new ShapleyValues(phi, new double[n], worth[coalitions - 1], worth[0], new double[0][]);
    }

    /** |S|! (n - |S| - 1)! / n! for each size of S. */
    private static double[] weights(int n) {
        double[] w = new double[n];
        w[0] = 1.0 / n;
        for (int s = 1; s < n; s++) {
            w[s] = w[s - 1] * s / (n - s);
        }
        return w;
    }

    /**
     * By random orders of arrival (Castro, Gómez, Tejada, Comput. Oper. Res. 2009, 36, 1726): one order gives a sample for every player
     * with players + 1 evaluations, and the samples of one order add up to the whole. The scenarios take turns in random order, so that
     * the values add up exactly if {@code samples} is a multiple of their number.
     */
    public static ShapleyValues permutations(Game game, int samples, long seed) {
        requireSamples(samples);
        int n = game.players();
        SplittableRandom random = new SplittableRandom(seed);
        int[] scenarios = turns(game.scenarios(), samples, random);
        double[][] out = new double[samples][n];
        double full = 0;
        double empty = 0;
        for (int at = 0; at < samples; at += WALKS_AT_ONCE) {
            int walks = Math.min(WALKS_AT_ONCE, samples - at);
            boolean[][] members = new boolean[walks * (n + 1)][n];
            int[] scenario = new int[members.length];
            int[][] orders = new int[walks][];
            for (int w = 0; w < walks; w++) {
                orders[w] = shuffled(n, random);
                int row = w * (n + 1);
                Arrays.fill(scenario, row, row + n + 1, scenarios[at + w]);
                for (int k = 0; k < n; k++) {
                    members[row + k + 1] = members[row + k].clone();
                    members[row + k + 1][orders[w][k]] = true;
                }
            }
            double[] v = game.values(members, scenario);
            for (int w = 0; w < walks; w++) {
                int row = w * (n + 1);
                for (int k = 0; k < n; k++) {
                    out[at + w][orders[w][k]] = v[row + k + 1] - v[row + k];
                }
                empty += v[row] / samples;
                full += v[row + n] / samples;
            }
        }
        return ShapleyValues.of(out, full, empty);
    }

    static void requireSamples(int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("The number of samples is " + samples + "; it must be at least 1.");
        }
    }

    /** Every scenario once in random order, then again in another order, and so on. */
    static int[] turns(int scenarios, int samples, SplittableRandom random) {
        int[] out = new int[samples];
        for (int at = 0; at < samples; at += scenarios) {
            int[] order = shuffled(scenarios, random);
            System.arraycopy(order, 0, out, at, Math.min(scenarios, samples - at));
        }
        return out;
    }

    static int[] shuffled(int n, SplittableRandom random) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }
}
