package org.dmol.data.molecules;

import java.awt.Color;

/** Colours of atoms and bonds. */
public enum DrawingColors {
    /** Black carbon and bonds, the usual colours of other elements. */
    ELEMENTS,
    /** All black. */
    BLACK,
    /** The book's palette: #444444, with O, N, S and P, and halogens in its other colours. */
    BOOK;

    /** The book's palette in its order. */
    static final Color[] PALETTE = {
        new Color(0x444444),
        new Color(0x1BBC9B),
        new Color(0xA895BB),
        new Color(0xF06060),
        new Color(0xF3B562),
        new Color(0x80CEDB)
    };

    /** Colour of an element's symbol, and for carbon of the bonds. */
    Color of(int atomicNumber) {
        if (this == BLACK) {
            return Color.BLACK;
        }
        boolean book = this == BOOK;
        return switch (atomicNumber) {
            case 0, 1, 6 -> book ? PALETTE[0] : Color.BLACK;
            case 7 -> book ? PALETTE[1] : new Color(0x3050F8);
            case 8 -> book ? PALETTE[3] : new Color(0xE00D0D);
            case 9 -> book ? PALETTE[2] : new Color(0x339944);
            case 15 -> book ? PALETTE[4] : new Color(0xD07000);
            case 16 -> book ? PALETTE[4] : new Color(0xA08A00);
            case 17 -> book ? PALETTE[2] : new Color(0x1F9F1F);
            case 35 -> book ? PALETTE[2] : new Color(0xA62929);
            case 53 -> book ? PALETTE[2] : new Color(0x940094);
            default -> book ? PALETTE[0] : Color.BLACK;
        };
    }
}
