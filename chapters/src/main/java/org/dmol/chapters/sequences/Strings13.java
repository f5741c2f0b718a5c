package org.dmol.chapters.sequences;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.sets.AqSolDb;
import org.dmol.data.text.OnUnknown;
import org.dmol.data.text.Padding;
import org.dmol.data.text.Special;
import org.dmol.data.text.TextEncoder;
import org.dmol.data.text.Tokenizer;
import org.dmol.data.text.Vocabulary;
import org.dmol.data.text.VocabularySettings.Order;
import org.dmol.layers.train.Dataset;

/**
 * The strings of at most 96 characters as token numbers, with their solubilities.
 *
 * @param smiles the strings that were kept
 * @param tokens int32 (strings, 96), 0 after the end
 * @param labels float32 (strings, 1)
 * @param held size of the test part and of the validation part
 * @param removed strings that were too long
 */
record Strings13(List<String> smiles, Vocabulary vocabulary, Nd tokens, Nd labels, int held, int removed) {
    static final int WIDTH = 96;
    private static final int BATCH = 16;

    /** Lower-cased characters by frequency, as Keras's tokenizer has them, or the characters themselves. */
    static Strings13 of(AqSolDb set, boolean lowerCase) {
        List<String> kept = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        double[] y = set.solubility().doubles();
        for (int i = 0; i < set.size(); i++) {
            if (set.smiles()[i].length() <= WIDTH) {
                kept.add(set.smiles()[i]);
                labels.add(y[i]);
            }
        }
        Tokenizer tokenizer = lowerCase ? Tokenizer.lowerCaseCharacters() : Tokenizer.characters();
        Vocabulary vocabulary = Vocabulary.settings()
                .special(Special.PADDING, "")
                .order(lowerCase ? Order.FREQUENCY : Order.SORTED)
                .onUnknown(OnUnknown.DROP)
                .fit(tokenizer, kept);
        Nd tokens = new TextEncoder(tokenizer, vocabulary).encodeAll(kept, Padding.post(WIDTH));
        double[] flat = labels.stream().mapToDouble(Double::doubleValue).toArray();
        return new Strings13(
                List.copyOf(kept),
                vocabulary,
                tokens,
                Nd.of(flat, flat.length, 1).cast(DType.FLOAT32),
                set.size() / 10,
                set.size() - kept.size());
    }

    private Dataset all() {
        return Dataset.of(tokens, labels).batch(BATCH);
    }

    /** The three parts in the order of the file, or in a random order. */
    record Parts(Dataset test, Dataset validation, Dataset train) {}

    /** The book's split: test, validation and training strings in the order of the file. */
    Parts inFileOrder() {
        return parts(all());
    }

    /** The same sizes, strings drawn at random. */
    Parts atRandom(long seed) {
        return parts(all().permuted(seed));
    }

    private Parts parts(Dataset d) {
        return new Parts(d.take(held), d.skip(held).take(held), d.skip(2 * held).shuffle());
    }

    static double[] labels(Dataset d) {
        return Arrays.copyOf(d.target(0).doubles(), d.size());
    }
}
