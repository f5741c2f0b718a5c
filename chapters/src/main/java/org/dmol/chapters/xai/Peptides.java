package org.dmol.chapters.xai;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.data.sets.HemolyticPeptides;
import org.dmol.data.text.AminoAcid;
import org.dmol.layers.train.Dataset;

/**
 * The peptides in the book's order, split by position into 63 test, 63 validation and 508 training rows.
 *
 * @param sequences one-letter codes
 * @param x one-hot codes (n, 200, 21)
 * @param labels 1 if hemolytic (or, with the book's labels, if in the array {@code positives})
 * @param order the shuffled row numbers
 */
record Peptides(String[] sequences, Nd x, int[] labels, int[] order) {
    /** Symbols in the order of the columns. */
    static final String ALPHABET = "-" + letters();

    private static final int HELD_OUT = 63;
    private static final int SPLIT_SEED = 0;

    private static String letters() {
        StringBuilder s = new StringBuilder();
        for (AminoAcid a : AminoAcid.values()) {
            s.append(a.letter());
        }
        return s.toString();
    }

    /** Shuffled as in the book, whatever the run's seed; with the true labels or those of the file. */
    static Peptides of(HemolyticPeptides set, boolean fileLabels) {
        NumpyRandom random = new NumpyRandom(SPLIT_SEED);
        int[] order = IntStream.range(0, set.size()).toArray();
        random.shuffle(order);
        int[] labels = fileLabels ? set.labelsAsInFile() : set.hemolytic();
        return new Peptides(
                IntStream.of(order).mapToObj(set::sequence).toArray(String[]::new),
                set.oneHot().take(order),
                IntStream.of(order).map(i -> labels[i]).toArray(),
                order);
    }

    int size() {
        return labels.length;
    }

    Dataset test() {
        return rows(0, HELD_OUT);
    }

    Dataset validation() {
        return rows(HELD_OUT, 2 * HELD_OUT);
    }

    Dataset train() {
        return rows(2 * HELD_OUT, size());
    }

    int[] testLabels() {
        return Arrays.copyOf(labels, HELD_OUT);
    }

    private Dataset rows(int from, int to) {
        float[] y = new float[to - from];
        for (int i = from; i < to; i++) {
            y[i - from] = labels[i];
        }
        return Dataset.of(x.rows(from, to), Nd.of(y, to - from, 1)).batch(PeptideNet.BATCH);
    }

    /** One-hot codes of the training rows. */
    Nd trainX() {
        return x.rows(2 * HELD_OUT, size());
    }

    /**
     * One-hot code (200, 21) of a peptide.
     *
     * @throws IllegalArgumentException if it is empty, too long, or has an unknown letter
     */
    static Nd encode(String sequence) {
        String s = sequence.strip().toUpperCase(Locale.ROOT);
        if (s.isEmpty() || s.length() > PeptideNet.LENGTH) {
            throw new IllegalArgumentException("The peptide '" + abbreviated(sequence) + "' has " + s.length()
                    + " residues; 1 to " + PeptideNet.LENGTH + " are allowed.");
        }
        float[] out = new float[PeptideNet.LENGTH * PeptideNet.SYMBOLS];
        for (int i = 0; i < PeptideNet.LENGTH; i++) {
            int symbol = i < s.length() ? ALPHABET.indexOf(s.charAt(i)) : 0;
            if (symbol < 0) {
                throw new IllegalArgumentException("Position " + (i + 1) + " of the peptide '" + abbreviated(sequence)
                        + "' is '" + s.charAt(i) + "', which is not an amino acid; allowed are "
                        + String.join(" ", letters().split("")) + ".");
            }
            out[i * PeptideNet.SYMBOLS + symbol] = 1;
        }
        return Nd.of(out, PeptideNet.LENGTH, PeptideNet.SYMBOLS);
    }

    private static String abbreviated(String s) {
        return s.length() <= 40 ? s : s.substring(0, 37) + "...";
    }

    /** The sequence of a one-hot code; gaps inside stay as dashes. */
    static String decode(Nd code) {
        StringBuilder s = new StringBuilder();
        float[] v = code.floats();
        for (int i = 0; i < PeptideNet.LENGTH; i++) {
            int best = 0;
            for (int j = 1; j < PeptideNet.SYMBOLS; j++) {
                best = v[i * PeptideNet.SYMBOLS + j] > v[i * PeptideNet.SYMBOLS + best] ? j : best;
            }
            s.append(ALPHABET.charAt(best));
        }
        return s.toString().replaceAll("-+$", "");
    }

    /** The entries of each position's own residue, of an array (200, 21). */
    static double[] atResidues(Nd attributions, String sequence) {
        double[] out = new double[sequence.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = attributions.get(i, ALPHABET.indexOf(sequence.charAt(i)));
        }
        return out;
    }

    /** Several codes as a batch, float32. */
    static Nd encodeAll(String... sequences) {
        return Nd.concat(Arrays.stream(sequences).map(Peptides::encode).toArray(Nd[]::new))
                .reshape(sequences.length, PeptideNet.LENGTH, PeptideNet.SYMBOLS)
                .cast(DType.FLOAT32);
    }
}
