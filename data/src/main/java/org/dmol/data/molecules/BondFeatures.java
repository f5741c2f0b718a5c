package org.dmol.data.molecules;

import java.util.Arrays;

/** Numbers that describe a bond. */
public interface BondFeatures {
    /** How many numbers a bond has. */
    int width();

    /** Writes them; the target holds zeros. */
    void write(Molecule molecule, int bond, float[] out, int offset);

    /** One-hot single, double, triple, aromatic (4); all zeros for the rare others. */
    static BondFeatures type() {
        return of(4, (m, b, out, offset) -> {
            int index = m.bondType(b).index();
            if (index <= BondType.AROMATIC.index()) {
                out[offset + index - 1] = 1;
            }
        });
    }

    /** Bond order as a number, 1.5 for aromatic bonds (1). */
    static BondFeatures order() {
        return of(1, (m, b, out, offset) -> {
            int order = m.kekuleOrder(b);
            out[offset] = m.bondType(b) == BondType.AROMATIC ? 1.5f : order == Draft.DATIVE ? 1 : order;
        });
    }

    /** 1 for ring bonds (1). */
    static BondFeatures inRing() {
        return of(1, (m, b, out, offset) -> out[offset] = m.bondInRing(b) ? 1 : 0);
    }

    /** Several kinds side by side. */
    static BondFeatures all(BondFeatures... parts) {
        int width = Arrays.stream(parts).mapToInt(BondFeatures::width).sum();
        return of(width, (m, b, out, offset) -> {
            int at = offset;
            for (BondFeatures part : parts) {
                part.write(m, b, out, at);
                at += part.width();
            }
        });
    }

    /** Own features. */
    static BondFeatures of(int width, Writer writer) {
        return new BondFeatures() {
            @Override
            public int width() {
                return width;
            }

            @Override
            public void write(Molecule molecule, int bond, float[] out, int offset) {
                writer.write(molecule, bond, out, offset);
            }
        };
    }

    /** Writes the features of one bond. */
    @FunctionalInterface
    interface Writer {
        void write(Molecule molecule, int bond, float[] out, int offset);
    }
}
