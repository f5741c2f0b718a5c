package org.dmol.data.molecules;

/** A SMILES string that is not a molecule; says why by name, and where. */
public final class InvalidSmilesException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Why a SMILES string was rejected. */
    public enum Reason {
        /** The text is not SMILES; {@link #index()} is the 0-based character position. */
        SYNTAX,
        /** An atom has more bonds than its element allows; {@link #index()} is the 0-based atom. */
        VALENCE,
        /** The aromatic atoms have no arrangement of single and double bonds; {@link #index()} is an atom or -1. */
        KEKULISATION
    }

    private final Reason reason;
    private final int index;
    private final String smiles;
    private final String detail;

    InvalidSmilesException(Reason reason, int index, String smiles, String detail) {
        super(message(smiles, detail));
        this.reason = reason;
        this.index = index;
        this.smiles = smiles;
        this.detail = detail;
    }

    private static String message(String smiles, String detail) {
        String shown = smiles.length() <= 200 ? smiles : smiles.substring(0, 200) + "...";
        return "SMILES '" + shown + "' is not a molecule: " + detail;
    }

    public Reason reason() {
        return reason;
    }

    /** Character position for {@link Reason#SYNTAX}, atom index otherwise; -1 where no single one is to blame. */
    public int index() {
        return index;
    }

    public String smiles() {
        return smiles;
    }

    /** The reason as a sentence, without the SMILES. */
    public String detail() {
        return detail;
    }
}
