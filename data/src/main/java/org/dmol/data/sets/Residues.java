package org.dmol.data.sets;

import org.dmol.data.text.AminoAcid;

/** Sequences as numbers: 1 to 20 in the order of {@link AminoAcid}, 0 after the end. */
final class Residues {
    static final int COUNT = AminoAcid.values().length;

    private Residues() {}

    /** One-letter codes up to the first 0. */
    static String decode(int... numbers) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < numbers.length && numbers[i] != 0; i++) {
            s.append(AminoAcid.values()[numbers[i] - 1].letter());
        }
        return s.toString();
    }
}
