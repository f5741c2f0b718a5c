package org.dmol.chapters.sequences;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
 * The SMILES of at most 96 characters as token numbers, with their solubilities.
 *
 * @param rows the rows of the data set that were kept
 * @param smiles their strings
 * @param encoder tokenizer and vocabulary, token 0 is padding
 * @param tokens int32 (strings, 96), 0 after the end
 * @param labels float32 (strings, 1), log mol/L
 * @param tenth size of the test part and of the validation part: a tenth of the whole data set, long strings included, as in the book
 */
record TokenizedSmiles(int[] rows, List<String> smiles, TextEncoder encoder, Nd tokens, Nd labels, int tenth) {
    static final int WIDTH = 96;
    private static final int BATCH = 16;

    /** Every character is a token, in the order of their codes; a character that the set does not have is an error. */
    static TokenizedSmiles caseSensitive(AqSolDb set) {
        return of(set, Tokenizer.characters(), Order.SORTED, OnUnknown.ERROR);
    }

    /** As Keras's tokenizer does by default, and so the book in 2023: lower case, the most frequent first, unknown characters left out. */
    static TokenizedSmiles lowerCase(AqSolDb set) {
        return of(set, Tokenizer.lowerCaseCharacters(), Order.FREQUENCY, OnUnknown.DROP);
    }

    private static TokenizedSmiles of(AqSolDb set, Tokenizer tokenizer, Order order, OnUnknown unknown) {
        String[] all = set.smiles();
        int[] rows = IntStream.range(0, all.length)
                .filter(i -> all[i].length() <= WIDTH)
                .toArray();
        List<String> kept = IntStream.of(rows).mapToObj(i -> all[i]).toList();
        Vocabulary vocabulary = Vocabulary.settings()
                .special(Special.PADDING, "")
                .order(order)
                .onUnknown(unknown)
                .fit(tokenizer, kept);
        TextEncoder encoder = new TextEncoder(tokenizer, vocabulary);
        return new TokenizedSmiles(
                rows,
                kept,
                encoder,
                encoder.encodeAll(kept, Padding.post(WIDTH)),
                set.solubility().take(rows).cast(DType.FLOAT32).reshape(rows.length, 1),
                all.length / 10);
    }

    /** Number of tokens without the padding. */
    int tokenCount() {
        return encoder.vocabulary().size() - 1;
    }

    private Dataset all() {
        return Dataset.of(tokens, labels).batch(BATCH);
    }

    /** Test, validation and training strings. */
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
        return new Parts(
                d.take(tenth), d.skip(tenth).take(tenth), d.skip(2 * tenth).shuffle());
    }

    /**
     * A part cut into pieces of similar length, so that little padding is computed with: strings of up to the first width, of up to the
     * second, and so on; each piece is as wide as its width says.
     */
    static List<Dataset> byLength(Dataset part, int... widths) {
        Nd tokens = part.input(0);
        int[] ids = tokens.ints();
        int full = tokens.dim(1);
        List<Dataset> pieces = new ArrayList<>();
        int[] lengths = IntStream.range(0, part.size())
                .map(i -> (int) IntStream.range(0, full)
                        .filter(j -> ids[i * full + j] != 0)
                        .count())
                .toArray();
        for (int k = 0; k < widths.length; k++) {
            int above = k == 0 ? 0 : widths[k - 1];
            int width = widths[k];
            int[] rows = IntStream.range(0, lengths.length)
                    .filter(i -> lengths[i] > above && lengths[i] <= width)
                    .toArray();
            int[] cut = new int[rows.length * width];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(ids, rows[i] * full, cut, i * width, width);
            }
            if (rows.length > 0) {
                pieces.add(Dataset.of(
                                Nd.of(cut, rows.length, width), part.target(0).take(rows))
                        .batch(part.batchSize())
                        .shuffle(part.isShuffled()));
            }
        }
        return pieces;
    }

    static double[] labels(Dataset part) {
        return part.target(0).cast(DType.FLOAT64).doubles();
    }
}
