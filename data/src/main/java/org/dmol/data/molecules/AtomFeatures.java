package org.dmol.data.molecules;

import java.util.Arrays;

/** Numbers that describe an atom. */
public interface AtomFeatures {
    /** Width of the book's one-hot vector of atomic numbers. */
    int BOOK_WIDTH = 100;

    /** How many numbers an atom has. */
    int width();

    /** Writes them; the target holds zeros. */
    void write(Molecule molecule, int atom, float[] out, int offset);

    /**
     * One-hot over the given atomic numbers in the given order, for example {@code oneHot(6, 8, 1)} for C, O, H. Writing an
     * atom of another element throws {@link IllegalArgumentException}.
     */
    static AtomFeatures oneHot(int... elements) {
        int[] column = new int[PeriodicTable.MAX + 1];
        Arrays.fill(column, -1);
        for (int i = 0; i < elements.length; i++) {
            column[elements[i]] = i;
        }
        return of(elements.length, (m, a, out, offset) -> {
            int c = column[m.atomicNumber(a)];
            if (c < 0) {
                String allowed = Arrays.stream(elements)
                        .mapToObj(PeriodicTable::symbol)
                        .collect(java.util.stream.Collectors.joining(", "));
                throw new IllegalArgumentException("Atom " + a + " of '" + m.smiles() + "' is " + m.symbol(a)
                        + "; the one-hot vector has columns for " + allowed + ".");
            }
            out[offset + c] = 1;
        });
    }

    /** One-hot of width 100 at the atomic number, as in the book. */
    static AtomFeatures atomicNumber() {
        return atomicNumber(BOOK_WIDTH);
    }

    /** One-hot at the atomic number; elements of {@code width} and above throw {@link IllegalArgumentException}. */
    static AtomFeatures atomicNumber(int width) {
        return of(width, (m, a, out, offset) -> {
            int z = m.atomicNumber(a);
            if (z >= width) {
                throw new IllegalArgumentException("Atom " + a + " of '" + m.smiles() + "' is " + m.symbol(a)
                        + ", atomic number " + z + "; the one-hot vector ends at " + (width - 1) + ".");
            }
            out[offset + z] = 1;
        });
    }

    /** Degree 0 to 5 and above, one-hot (6). */
    static AtomFeatures degree() {
        return of(6, (m, a, out, offset) -> out[offset + Math.min(5, m.degree(a))] = 1);
    }

    /** Hydrogens (counted or explicit) 0 to 4 and above, one-hot (5). */
    static AtomFeatures hydrogens() {
        return of(5, (m, a, out, offset) -> out[offset + Math.min(4, m.hydrogens(a))] = 1);
    }

    /** Formal charge as a number (1). */
    static AtomFeatures charge() {
        return of(1, (m, a, out, offset) -> out[offset] = m.charge(a));
    }

    /** 1 for aromatic atoms (1). */
    static AtomFeatures aromatic() {
        return of(1, (m, a, out, offset) -> out[offset] = m.aromatic(a) ? 1 : 0);
    }

    /** 1 for ring atoms (1). */
    static AtomFeatures inRing() {
        return of(1, (m, a, out, offset) -> out[offset] = m.inRing(a) ? 1 : 0);
    }

    /** Several kinds side by side. */
    static AtomFeatures all(AtomFeatures... parts) {
        int width = Arrays.stream(parts).mapToInt(AtomFeatures::width).sum();
        return of(width, (m, a, out, offset) -> {
            int at = offset;
            for (AtomFeatures part : parts) {
                part.write(m, a, out, at);
                at += part.width();
            }
        });
    }

    /** Own features. */
    static AtomFeatures of(int width, Writer writer) {
        return new AtomFeatures() {
            @Override
            public int width() {
                return width;
            }

            @Override
            public void write(Molecule molecule, int atom, float[] out, int offset) {
                writer.write(molecule, atom, out, offset);
            }
        };
    }

    /** Writes the features of one atom. */
    @FunctionalInterface
    interface Writer {
        void write(Molecule molecule, int atom, float[] out, int offset);
    }
}
