package org.dmol.layers.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Config;
import org.dmol.layers.models.ModelConfig;
import org.dmol.layers.models.Sequential;

/**
 * Sequences from a recurrent language model, many at once. The model maps tokens (batch, time) to logits (batch, time, tokens), as an
 * embedding, recurrent layers that return sequences, and a dense layer do. The generator works on a stateful copy of it, which takes one
 * token of each sequence at a time.
 *
 * <pre>{@code
 * try (TokenGenerator g = TokenGenerator.of(model, 1000)) {
 *     List<int[]> molecules = g.start(0).end(0).longest(100).generate(TokenSampler.temperature(0.5), 0);
 * }
 * }</pre>
 */
public final class TokenGenerator implements AutoCloseable {
    private final Sequential stepper;
    private final int rows;
    private int start;
    private int end = -1;
    private IntPredicate needed; // null: a sequence may be empty
    private int longest = 100;

    private TokenGenerator(Sequential stepper, int rows) {
        this.stepper = stepper;
        this.rows = rows;
    }

    /**
     * A generator of so many sequences at once, with the weights that the model has now.
     *
     * @throws IllegalArgumentException if the model is not built, or has no recurrent layer
     */
    public static TokenGenerator of(Sequential model, int rows) {
        if (!model.isBuilt()) {
            throw new IllegalArgumentException(
                    "Model '" + model.name() + "' is not built yet; fit it or call it once before generating from it.");
        }
        Map<String, Object> config = model.config();
        boolean recurrent = false;
        for (Object layer : (List<?>) config.get("layers")) {
            @SuppressWarnings("unchecked")
            Map<String, Object> settings = Config.map((Map<String, Object>) layer, "config");
            if (settings.containsKey("batch_shape")) {
                settings.put("batch_shape", List.of(rows, 1));
            }
            if (settings.containsKey("stateful")) {
                settings.put("stateful", true);
                recurrent = true;
            }
        }
        if (!recurrent) {
            throw new IllegalArgumentException("Model '" + model.name()
                    + "' has no recurrent layer; what it gives for one token does not depend on those before.");
        }
        Sequential copy = ModelConfig.sequential(config);
        copy.setWeights(model.getWeights());
        return new TokenGenerator(copy, rows);
    }

    /** The token that is fed first; default 0. It is not part of the sequences. */
    public TokenGenerator start(int token) {
        start = token;
        return this;
    }

    /** The token that ends a sequence and is not part of it; default -1, none: all sequences have the greatest length. */
    public TokenGenerator end(int token) {
        end = token;
        return this;
    }

    /**
     * Keeps sequences from ending before they hold a token of this kind: until then the end is never drawn, and the probabilities of the
     * other tokens are divided by their sum. By default a sequence may be empty.
     */
    public TokenGenerator endOnlyAfter(IntPredicate kind) {
        needed = kind;
        return this;
    }

    /** The greatest length; default 100. */
    public TokenGenerator longest(int tokens) {
        longest = tokens;
        return this;
    }

    /** Sequences that begin with the given tokens, which count in the length. Equal seeds give equal sequences. */
    public List<int[]> generate(TokenSampler sampler, long seed, int... prefix) {
        if (prefix.length > longest) {
            throw new IllegalArgumentException("The given beginning has " + prefix.length
                    + " tokens, more than the greatest length " + longest + ".");
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[][] tokens = new int[rows][longest];
        int[] length = new int[rows];
        Arrays.fill(length, longest);
        int[] last = new int[rows];
        Arrays.fill(last, start);
        boolean[] mayEnd = new boolean[rows];
        Arrays.fill(mayEnd, needed == null);
        stepper.resetStates();
        int running = rows;
        for (int t = 0; t < longest && running > 0; t++) {
            Nd logits = step(last);
            for (int i = 0; i < rows; i++) {
                // Also for a sequence that has ended, so that it does not change the others.
                double u = random.nextDouble();
                if (length[i] < longest) {
                    continue; // it has ended
                }
                last[i] = t < prefix.length ? prefix[t] : draw(sampler, row(logits, i), mayEnd[i], u);
                if (last[i] == end && t >= prefix.length) {
                    length[i] = t;
                    running--;
                } else {
                    tokens[i][t] = last[i];
                    mayEnd[i] = mayEnd[i] || needed.test(last[i]);
                }
            }
        }
        List<int[]> out = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            out.add(Arrays.copyOf(tokens[i], length[i]));
        }
        return out;
    }

    private int draw(TokenSampler sampler, double[] logits, boolean mayEnd, double u) {
        if (!mayEnd && end >= 0) {
            logits[end] = Double.NEGATIVE_INFINITY;
        }
        return sampler.draw(logits, u);
    }

    /** The logits of the first token. */
    public double[] firstLogits() {
        stepper.resetStates();
        int[] all = new int[rows];
        Arrays.fill(all, start);
        return row(step(all), 0);
    }

    private Nd step(int[] tokens) {
        return stepper.predict(Nd.of(tokens, rows, 1)).cast(DType.FLOAT64);
    }

    private static double[] row(Nd logits, int i) {
        int n = logits.size() / logits.dim(0);
        double[] all = logits.doubles();
        return Arrays.copyOfRange(all, i * n, (i + 1) * n);
    }

    @Override
    public void close() {
        stepper.close();
    }
}
