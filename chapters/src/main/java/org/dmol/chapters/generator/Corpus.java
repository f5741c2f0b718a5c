package org.dmol.chapters.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.selfies.Selfies;
import org.dmol.data.selfies.SelfiesBatch;
import org.dmol.data.text.Padding;
import org.dmol.data.text.Special;
import org.dmol.data.text.TextEncoder;
import org.dmol.data.text.Tokenizer;
import org.dmol.data.text.Vocabulary;
import org.dmol.layers.train.Dataset;

/**
 * Molecules as rows of token numbers. Token 0, {@code [nop]}, starts and ends a molecule and fills the rows.
 *
 * @param encoder between SELFIES and token numbers; tokens are in the order of their first appearance, after {@code [nop]}
 * @param counts how often each token occurs; 0 for {@code [nop]}
 * @param rows token numbers of each molecule, without start and end
 * @param rejected how many molecules have no SELFIES
 */
record Corpus(TextEncoder encoder, long[] counts, List<int[]> rows, int rejected) {
    /** The number of the token that ends a molecule. */
    static final int END = 0;

    static Corpus of(List<String> smiles) {
        SelfiesBatch selfies =
                Selfies.standard().encodeAll(smiles, Runtime.getRuntime().availableProcessors());
        Vocabulary vocabulary = Vocabulary.settings()
                .special(Special.PADDING, Selfies.PADDING)
                .special(Special.START, Selfies.PADDING)
                .special(Special.END, Selfies.PADDING)
                .fit(Tokenizer.selfies(), selfies.texts());
        TextEncoder encoder = new TextEncoder(Tokenizer.selfies(), vocabulary);
        List<int[]> rows = selfies.texts().stream().map(encoder::encode).toList();
        long[] counts = new long[vocabulary.size()];
        rows.forEach(row -> Arrays.stream(row).forEach(t -> counts[t]++));
        return new Corpus(encoder, counts, rows, selfies.errors().size());
    }

    /** Molecules to train on and molecules to judge by. */
    record Parts(List<int[]> training, List<int[]> held) {}

    /** A random division of the molecules that are short enough; not more than a tenth is held out. */
    Parts divide(int heldOut, int trained, long seed) {
        List<int[]> order = new ArrayList<>(rows);
        order.removeIf(r -> r.length >= LanguageModel.LONGEST);
        Collections.shuffle(order, new Random(seed));
        int out = Math.min(heldOut, order.size() / 10);
        int in = Math.min(trained, order.size() - out);
        return new Parts(order.subList(out, out + in), order.subList(0, out));
    }

    int tokens() {
        return encoder.vocabulary().size();
    }

    String token(int i) {
        return encoder.vocabulary().token(i);
    }

    /** Whether a token stands for an atom, and so is a molecule by itself; branches and rings are not. */
    boolean isAtom(int token) {
        return !Selfies.standard().decode(token(token)).isEmpty();
    }

    String selfies(int[] row) {
        return encoder.decode(row);
    }

    String smiles(int[] row) {
        return Selfies.standard().decode(selfies(row));
    }

    /** All tokens, the most frequent first. */
    List<Integer> byFrequency() {
        return IntStream.range(0, tokens())
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -counts[i]))
                .toList();
    }

    /** Entropy of a token, the end of the molecule included, when its place is not known; in nats. */
    double unigramEntropy() {
        double all = Arrays.stream(counts).sum() + rows.size();
        double sum = -rows.size() / all * Math.log(rows.size() / all);
        for (long c : counts) {
            sum -= c == 0 ? 0 : c / all * Math.log(c / all);
        }
        return sum;
    }

    /** Inputs that begin with the start token, targets that close with the end token, and weight 0 behind that. */
    static Dataset training(List<int[]> rows) {
        int longest = rows.stream().mapToInt(r -> r.length).max().orElse(0);
        List<int[]> inputs = new ArrayList<>();
        float[] weights = new float[rows.size() * (longest + 1)];
        for (int i = 0; i < rows.size(); i++) {
            int[] row = rows.get(i);
            int[] shifted = new int[row.length + 1];
            System.arraycopy(row, 0, shifted, 1, row.length);
            inputs.add(shifted);
            int from = i * (longest + 1);
            Arrays.fill(weights, from, from + row.length + 1, 1);
        }
        Padding padding = Padding.post(longest + 1);
        return Dataset.of(padding.apply(inputs), padding.apply(rows))
                .weights(Nd.of(weights, rows.size(), longest + 1).cast(DType.FLOAT32));
    }
}
