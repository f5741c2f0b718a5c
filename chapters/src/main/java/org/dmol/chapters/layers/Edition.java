package org.dmol.chapters.layers;

/**
 * What differs between the editions of the book.
 *
 * @param year of the edition
 * @param embedding numbers for each residue: 16 in the code of 2023, 2 in the text and in 2026
 * @param epochs of each training
 * @param epsilon of Adam
 * @param zeroPadding whether the embedding of the padding is kept at zero
 * @param parameters of the network
 */
record Edition(int year, int embedding, int epochs, double epsilon, boolean zeroPadding, int parameters) {
    static final Edition FIRST = new Edition(2023, 16, 10, 1e-7, false, 60_929);
    private static final Edition SECOND = new Edition(2026, 2, 15, 1e-8, true, 59_515);

    static Edition of(String year) {
        return switch (year) {
            case "2023" -> FIRST;
            case "2026" -> SECOND;
            default -> throw new IllegalArgumentException("Option edition must be 2023 or 2026, not '" + year + "'.");
        };
    }

    boolean isFirst() {
        return year == 2023;
    }
}
