package org.dmol.chapters.sequences;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.data.text.Padding;
import org.dmol.layers.Input;
import org.dmol.layers.Seeds;
import org.dmol.layers.Sym;
import org.dmol.layers.attention.MultiHeadAttention;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.recurrent.GRU;
import org.dmol.layers.recurrent.RecurrentLayer;

/** Padding on one small batch: the mask, the state of the network with and without it, and masks that look back only. */
final class MaskingSteps {
    private static final int WIDTH = 12;

    private final TokenizedSmiles strings;

    MaskingSteps(TokenizedSmiles strings) {
        this.strings = strings;
    }

    void show(Run run) {
        List<String> some = List.of("CCO", "c1ccccc1", "CC(=O)O");
        Nd tokens = strings.encoder().encodeAll(some, Padding.post(WIDTH));
        run.print("three strings, padded to %d tokens: %s", WIDTH, some);
        run.print(tokens);
        run.print("the mask: 1 for a token, 0 for padding");
        run.print(tokens.map(t -> t == 0 ? 0 : 1));
        Seeds.set(run.seed());
        states(run, some, tokens);
        causal(run, tokens);
    }

    private static Sequential network(boolean mask, RecurrentLayer<?> layer) {
        return new Sequential(new Embedding(128, 16).maskZero(mask), layer);
    }

    /** The state after the last token. */
    private void states(Run run, List<String> some, Nd tokens) {
        try (Sequential masked = network(true, new GRU(32));
                Sequential plain = network(false, new GRU(32))) {
            Nd withMask = masked.call(tokens);
            plain.call(tokens);
            plain.setWeights(masked.getWeights());
            Nd without = plain.call(tokens);
            double same = 0;
            double other = 0;
            for (int i = 0; i < some.size(); i++) {
                int[] exact = strings.encoder().encode(some.get(i));
                Nd alone = masked.call(Nd.of(exact, 1, exact.length)).row(0);
                same = Math.max(same, distance(withMask.row(i), alone));
                other = Math.max(other, distance(without.row(i), alone));
            }
            run.metric("padded_with_mask_less_unpadded", same)
                    .band(0, 1e-6)
                    .alsoQuick()
                    .alsoStandIn();
            run.metric("padded_without_mask_less_unpadded", other)
                    .band(1e-3, 10)
                    .alsoQuick()
                    .alsoStandIn();
            run.say(
                    "With the mask the state of a padded string is that of the string alone; without it the network goes on reading zeros.");
        }
    }

    /** What comes later must not matter: last token changed, states before it looked at. */
    private void causal(Run run, Nd tokens) {
        int[] ids = Arrays.copyOf(tokens.ints(), tokens.size());
        int changed = 5;
        for (int row = 0; row < tokens.dim(0); row++) {
            for (int t = changed; t < WIDTH; t++) {
                ids[row * WIDTH + t] = 1 + (ids[row * WIDTH + t] + t) % strings.tokenCount();
            }
        }
        Nd other = Nd.of(ids, tokens.shape());
        try (Sequential gru = network(false, new GRU(32).returnSequences(true));
                Model causal = attention(true);
                Model full = attention(false)) {
            run.metric("recurrent_looks_ahead", before(gru, tokens, other, changed))
                    .band(0, 0)
                    .alsoQuick()
                    .alsoStandIn();
            run.metric("causal_attention_looks_ahead", before(causal, tokens, other, changed))
                    .band(0, 1e-6)
                    .alsoQuick()
                    .alsoStandIn();
            run.metric("attention_looks_ahead", before(full, tokens, other, changed))
                    .band(1e-4, 10)
                    .alsoQuick()
                    .alsoStandIn();
            run.say(
                    "A recurrent state at position t depends on tokens up to t alone; attention does so only under a causal mask, here by what changes before position "
                            + changed + " when all tokens from there on are others.");
        }
    }

    private static Model attention(boolean causal) {
        Sym tokens = Input.of("tokens", DType.INT32, -1, WIDTH);
        Sym x = new Embedding(128, 16).on(tokens).one();
        return Model.of(
                tokens, new MultiHeadAttention(2, 8).causal(causal).on(x, x).one());
    }

    /** Largest change of the outputs before a position. */
    private static double before(Model m, Nd a, Nd b, int position) {
        Nd x = m.call(a);
        Nd y = m.call(b);
        double worst = 0;
        for (int row = 0; row < x.dim(0); row++) {
            for (int t = 0; t < position; t++) {
                worst = Math.max(worst, distance(x.row(row).row(t), y.row(row).row(t)));
            }
        }
        return worst;
    }

    private static double distance(Nd a, Nd b) {
        double[] x = a.cast(DType.FLOAT64).doubles();
        double[] y = b.cast(DType.FLOAT64).doubles();
        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            worst = Math.max(worst, Math.abs(x[i] - y[i]));
        }
        return worst;
    }
}
