package org.dmol.data.sets;

import static org.dmol.data.sets.NpzArrays.ANY;

import java.util.Arrays;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.DataException;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;

/**
 * Amino-acid sequences of two classes as numbers; the positive ones come first.
 *
 * @param source file of the positive sequences
 * @param tokens int32 [n, width]: amino acids 1 to 20 (see {@link org.dmol.data.text.AminoAcid}), 0 after the end
 * @param countPositives number of positive sequences
 */
public record ProteinTokens(DataFile source, Nd tokens, int countPositives) {
    /**
     * Proteins that are soluble (positive) or not when expressed in E. coli: 8,785 and 9,668, 200 wide (Chang et al., Brief. Bioinform.
     * 2014, 15, 953).
     */
    public static ProteinTokens loadSolubility(DataStore store) {
        DataFile file = store.get("soluble-proteins");
        try (NpzArrays npz = new NpzArrays(file)) {
            return of(file, npz.get("positives", ANY, ANY), npz.get("negatives", ANY, ANY));
        }
    }

    /** Hemolytic (positive) and other peptides of the peptide dashboard: 1,826 and 7,490, 190 wide; many occur more than once. */
    public static ProteinTokens loadHemolysis(DataStore store) {
        DataFile positive = store.get("hemolysis-positive");
        DataFile negative = store.get("hemolysis-negative");
        try (NpzArrays p = new NpzArrays(positive);
                NpzArrays n = new NpzArrays(negative)) {
            return of(
                    positive.isStandIn() ? positive : negative.isStandIn() ? negative : positive,
                    p.get("arr_0", ANY, ANY),
                    n.get("arr_0", ANY, ANY));
        }
    }

    private static ProteinTokens of(DataFile file, Nd positives, Nd negatives) {
        if (positives.dim(1) != negatives.dim(1)) {
            throw new DataException("The sequences of " + file.dataSet().id() + " have the two widths "
                    + positives.dim(1) + " and " + negatives.dim(1) + ".");
        }
        Nd tokens = Nd.concat(positives.cast(DType.INT32), negatives.cast(DType.INT32));
        for (int t : tokens.ints()) {
            if (t < 0 || t > Residues.COUNT) {
                throw new DataException("The sequences of " + file.dataSet().id() + " have the number " + t
                        + ", which is not in 0 to 20.");
            }
        }
        return new ProteinTokens(file, tokens, positives.dim(0));
    }

    /** Number of sequences. */
    public int size() {
        return tokens.dim(0);
    }

    /** 1 for the positive sequences, 0 for the others. */
    public int[] labels() {
        int[] labels = new int[size()];
        Arrays.fill(labels, 0, countPositives, 1);
        return labels;
    }

    /** Number of residues of a sequence. */
    public int length(int i) {
        return sequence(i).length();
    }

    /** A sequence in one-letter codes. */
    public String sequence(int i) {
        return Residues.decode(tokens.row(i).ints());
    }
}
