package org.dmol.chapters.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.selfies.Selfies;
import org.dmol.data.selfies.SelfiesBatch;
import org.dmol.layers.train.Dataset;

/**
 * Molecules as rows of token numbers; token 0, {@code [nop]}, starts and ends a molecule and fills the rows.
 *
 * @param vocabulary tokens in the order of their first appearance, after {@code [nop]}
 * @param counts how often each token occurs; 0 for {@code [nop]}
 * @param rows token numbers of each molecule, without start and end
 */
record Corpus(List<String> vocabulary, long[] counts, List<int[]> rows, int unreadable) {
    static Corpus of(List<String> smiles) {
        SelfiesBatch batch =
                Selfies.standard().encodeAll(smiles, Runtime.getRuntime().availableProcessors());
        Map<String, Integer> index = new LinkedHashMap<>();
        index.put(Selfies.PADDING, 0);
        List<int[]> rows = new ArrayList<>();
        for (String text : batch.texts()) {
            List<String> tokens = Selfies.split(text);
            int[] row = new int[tokens.size()];
            for (int i = 0; i < row.length; i++) {
                Integer known = index.putIfAbsent(tokens.get(i), index.size());
                row[i] = known == null ? index.size() - 1 : known;
            }
            rows.add(row);
        }
        long[] counts = new long[index.size()];
        rows.forEach(row -> Arrays.stream(row).forEach(t -> counts[t]++));
        return new Corpus(List.copyOf(index.keySet()), counts, rows, smiles.size() - rows.size());
    }

    int size() {
        return vocabulary.size();
    }

    String text(int[] tokens) {
        StringBuilder s = new StringBuilder();
        Arrays.stream(tokens).forEach(t -> s.append(vocabulary.get(t)));
        return s.toString();
    }

    /** Entropy of a token, its end mark included, when its place is not known; in nats. */
    double unigramEntropy() {
        double all = Arrays.stream(counts).sum() + rows.size();
        double sum = -rows.size() / all * Math.log(rows.size() / all);
        for (long c : counts) {
            sum -= c == 0 ? 0 : c / all * Math.log(c / all);
        }
        return sum;
    }

    /** Inputs that begin with the start token, targets that close with the end token, weight 0 behind it. */
    Dataset training(List<int[]> some, int longest) {
        List<int[]> kept = some.stream().filter(r -> r.length < longest).toList();
        int width = kept.stream().mapToInt(r -> r.length).max().orElse(0) + 1;
        int[] in = new int[kept.size() * width];
        int[] target = new int[in.length];
        float[] weight = new float[in.length];
        for (int i = 0; i < kept.size(); i++) {
            int[] row = kept.get(i);
            System.arraycopy(row, 0, in, i * width + 1, row.length);
            System.arraycopy(row, 0, target, i * width, row.length);
            Arrays.fill(weight, i * width, i * width + row.length + 1, 1f);
        }
        return Dataset.of(Nd.of(in, kept.size(), width), Nd.of(target, kept.size(), width))
                .weights(Nd.of(weight, kept.size(), width).cast(DType.FLOAT32));
    }
}
