package org.dmol.layers.explain;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Contributions of each player to random coalitions of the others, drawn for each player by itself: two evaluations for a sample of one
 * player. What the means estimate depends on how coalitions are drawn; only {@link #UNIFORM_SIZE} gives Shapley values, the other two are
 * estimators in use under that name.
 */
public enum MarginalSampling {
    /** Each other player joins with probability one half: Banzhaf values (Banzhaf, Rutgers Law Rev. 1965, 19, 317), which do not add up. */
    HALF {
        @Override
        void draw(boolean[] members, int player, SplittableRandom random) {
            for (int i = 0; i < members.length; i++) {
                members[i] = random.nextBoolean();
            }
        }
    },
    /**
     * The first k of a random order of all players, k uniform in 0 … n-1, without the player: large coalitions come too seldom (all the
     * others with probability 1/n² instead of 1/n).
     */
    SHORTENED {
        @Override
        void draw(boolean[] members, int player, SplittableRandom random) {
            int[] order = Shapley.shuffled(members.length, random);
            int k = random.nextInt(members.length);
            for (int i = 0; i < k; i++) {
                members[order[i]] = true;
            }
        }
    },
    /** The number of others is uniform in 0 … n-1, then their choice: Shapley values. */
    UNIFORM_SIZE {
        @Override
        void draw(boolean[] members, int player, SplittableRandom random) {
            int[] order = Shapley.shuffled(members.length, random);
            int k = random.nextInt(members.length);
            for (int i = 0, joined = 0; joined < k; i++) {
                if (order[i] != player) {
                    members[order[i]] = true;
                    joined++;
                }
            }
        }
    };

    private static final int PAIRS_AT_ONCE = 512;

    /** Draws a coalition; whether the player is in it does not matter. */
    abstract void draw(boolean[] members, int player, SplittableRandom random);

    /** Mean contributions with {@code samples} coalitions for each player; scenarios take turns. */
    public ShapleyValues sample(Game game, int samples, long seed) {
        Shapley.requireSamples(samples);
        int n = game.players();
        SplittableRandom random = new SplittableRandom(seed);
        int[] turns = Shapley.turns(game.scenarios(), samples, random);
        double[][] out = new double[samples][n];
        int total = samples * n;
        for (int at = 0; at < total; at += PAIRS_AT_ONCE) {
            int pairs = Math.min(PAIRS_AT_ONCE, total - at);
            boolean[][] members = new boolean[2 * pairs][n];
            int[] scenario = new int[2 * pairs];
            for (int p = 0; p < pairs; p++) {
                int player = (at + p) % n;
                draw(members[2 * p], player, random);
                members[2 * p][player] = false;
                members[2 * p + 1] = members[2 * p].clone();
                members[2 * p + 1][player] = true;
                scenario[2 * p] = turns[(at + p) / n];
                scenario[2 * p + 1] = scenario[2 * p];
            }
            double[] v = game.values(members, scenario);
            for (int p = 0; p < pairs; p++) {
                out[(at + p) / n][(at + p) % n] = v[2 * p + 1] - v[2 * p];
            }
        }
        double[] ends = ends(game, turns);
        return ShapleyValues.of(out, ends[1], ends[0]);
    }

    /** Mean values of the coalitions of nobody and of all, over the scenarios that were used. */
    private static double[] ends(Game game, int[] turns) {
        boolean[][] members = new boolean[2 * turns.length][game.players()];
        int[] scenario = new int[members.length];
        for (int k = 0; k < turns.length; k++) {
            Arrays.fill(members[2 * k + 1], true);
            scenario[2 * k] = turns[k];
            scenario[2 * k + 1] = turns[k];
        }
        double[] v = game.values(members, scenario);
        double[] mean = new double[2];
        for (int k = 0; k < v.length; k++) {
            mean[k % 2] += v[k] / turns.length;
        }
        return mean;
    }
}
