package org.dmol.chapters.pretraining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmol.data.text.Special;
import org.dmol.data.text.TextEncoder;
import org.dmol.data.text.Tokenizer;
import org.dmol.data.text.Vocabulary;
import org.dmol.data.text.VocabularySettings.Order;

/** SMILES as token numbers: atoms, bonds and rings by the regular expression, behind the token whose vector stands for the whole string. */
record SmilesTokens(TextEncoder encoder) {
    static final int PADDING = 0;
    static final int START = 1;
    static final int MASK = 2;

    /** Number of special tokens; atoms and bonds follow. */
    static final int SPECIAL = 4;

    /** Most tokens of a string, the first one included; what is longer is cut. */
    static final int LONGEST = 100;

    /** Widths of batches: a string is padded to the next of these only. */
    private static final int[] WIDTHS = {24, 40, 60, LONGEST};

    /** Widths for few strings, where making a program for each width takes longer than computing with the padding. */
    private static final int[] FEW = {40, LONGEST};

    private static final int MANY = 2000;

    /** The tokens that occur at least three times in a corpus; the others are unknown ones. */
    static SmilesTokens of(List<String> corpus) {
        return new SmilesTokens(new TextEncoder(
                Tokenizer.smiles(),
                Vocabulary.settings()
                        .special(Special.PADDING, "<pad>")
                        .special(Special.START, "<start>")
                        .special(Special.MASK, "<mask>")
                        .special(Special.UNKNOWN, "<unknown>")
                        .order(Order.FREQUENCY)
                        .minCount(3)
                        .fit(Tokenizer.smiles(), corpus)));
    }

    int size() {
        return encoder.vocabulary().size();
    }

    /** The numbers of a string, at most 100. */
    int[] sequence(String smiles) {
        int[] ids = encoder.encodeFramed(smiles);
        return ids.length <= LONGEST ? ids : Arrays.copyOf(ids, LONGEST);
    }

    List<int[]> sequences(List<String> smiles) {
        return smiles.stream().map(this::sequence).toList();
    }

    /**
     * Strings of similar length.
     *
     * @param width tokens of the longest ones, at most
     * @param members their places in the list
     */
    record Bucket(int width, int[] members) {}

    /** Cuts a list into buckets, the shortest strings first; empty ones are left out. */
    static List<Bucket> buckets(List<int[]> sequences) {
        List<Bucket> out = new ArrayList<>();
        int above = 0;
        for (int width : sequences.size() < MANY ? FEW : WIDTHS) {
            int from = above;
            int[] members = java.util.stream.IntStream.range(0, sequences.size())
                    .filter(i -> sequences.get(i).length > from && sequences.get(i).length <= width)
                    .toArray();
            if (members.length > 0) {
                out.add(new Bucket(width, members));
            }
            above = width;
        }
        return out;
    }
}
