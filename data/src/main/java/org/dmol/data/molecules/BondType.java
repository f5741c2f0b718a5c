package org.dmol.data.molecules;

/** Bond types as RDKit names them. {@link #index()} is the channel in the book's adjacency tensors. */
public enum BondType {
    SINGLE(1),
    DOUBLE(2),
    TRIPLE(3),
    AROMATIC(4),
    QUADRUPLE(5),
    DATIVE(6);

    private final int index;

    BondType(int index) {
        this.index = index;
    }

    /** 1 single, 2 double, 3 triple, 4 aromatic; 5 and 6 for the rare quadruple and dative bonds. */
    public int index() {
        return index;
    }
}
