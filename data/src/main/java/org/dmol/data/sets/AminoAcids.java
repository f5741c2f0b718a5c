package org.dmol.data.sets;

/** The 20 amino acids in the order that the book's sequence files use; number 0 is padding. */
public final class AminoAcids {
    /** One-letter codes of numbers 1 to 20. */
    public static final String ORDER = "ARNDCQEGHILKMFPSTWYV";

    private AminoAcids() {}

    /** Numbers 1 to 20 of a sequence in one-letter codes. */
    public static int[] encode(String sequence) {
        int[] numbers = new int[sequence.length()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ORDER.indexOf(sequence.charAt(i)) + 1;
            if (numbers[i] == 0) {
                throw new IllegalArgumentException("The letter '" + sequence.charAt(i) + "' at position " + i + " of '"
                        + sequence + "' is not one of the amino acids " + ORDER + ".");
            }
        }
        return numbers;
    }

    /** The sequence in one-letter codes; it ends at the first 0. */
    public static String decode(int... numbers) {
        StringBuilder s = new StringBuilder();
        for (int number : numbers) {
            if (number == 0) {
                break;
            }
            if (number < 0 || number > ORDER.length()) {
                throw new IllegalArgumentException(
                        "The number " + number + " is not an amino acid; allowed are 0 to 20.");
            }
            s.append(ORDER.charAt(number - 1));
        }
        return s.toString();
    }
}
