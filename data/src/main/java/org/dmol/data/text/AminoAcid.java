package org.dmol.data.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The twenty proteinogenic amino acids in the alphabetical order of their names, which is the column order A R N D C Q E G H I L K M F P S
 * T W Y V of the peptide sets.
 */
public enum AminoAcid {
    /** A. */
    ALANINE('A', "Ala"),
    /** R. */
    ARGININE('R', "Arg"),
    /** N. */
    ASPARAGINE('N', "Asn"),
    /** D. */
    ASPARTIC_ACID('D', "Asp"),
    /** C. */
    CYSTEINE('C', "Cys"),
    /** Q. */
    GLUTAMINE('Q', "Gln"),
    /** E. */
    GLUTAMIC_ACID('E', "Glu"),
    /** G. */
    GLYCINE('G', "Gly"),
    /** H. */
    HISTIDINE('H', "His"),
    /** I. */
    ISOLEUCINE('I', "Ile"),
    /** L. */
    LEUCINE('L', "Leu"),
    /** K. */
    LYSINE('K', "Lys"),
    /** M. */
    METHIONINE('M', "Met"),
    /** F. */
    PHENYLALANINE('F', "Phe"),
    /** P. */
    PROLINE('P', "Pro"),
    /** S. */
    SERINE('S', "Ser"),
    /** T. */
    THREONINE('T', "Thr"),
    /** W. */
    TRYPTOPHAN('W', "Trp"),
    /** Y. */
    TYROSINE('Y', "Tyr"),
    /** V. */
    VALINE('V', "Val");

    /** The symbol for "no residue". */
    public static final String GAP = "-";

    private final char letter;
    private final String code;

    AminoAcid(char letter, String code) {
        this.letter = letter;
        this.code = code;
    }

    /** The one-letter code. */
    public char letter() {
        return letter;
    }

    /** The three-letter code. */
    public String code() {
        return code;
    }

    /** The amino acid of a one-letter code in either case. */
    public static AminoAcid of(char letter) {
        return Arrays.stream(values())
                .filter(a -> a.letter == Character.toUpperCase(letter))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + letter
                        + "' is not the code of an amino acid; allowed are A R N D C Q E G H I L K M F P S T W Y V."));
    }

    /** The twenty letters as tokens 0 to 19. */
    public static Vocabulary vocabulary() {
        return Vocabulary.of(letters());
    }

    /** {@link #GAP} as padding 0, then the twenty letters as 1 to 20. */
    public static Vocabulary paddedVocabulary() {
        return Vocabulary.settings().special(Special.PADDING, GAP).of(letters());
    }

    /** The twenty letters sorted: A C D E F G H I K L M N P Q R S T V W Y, the other order in common use. */
    public static List<String> sortedLetters() {
        return letters().stream().sorted().toList();
    }

    private static List<String> letters() {
        return Stream.of(values()).map(a -> String.valueOf(a.letter)).toList();
    }
}
