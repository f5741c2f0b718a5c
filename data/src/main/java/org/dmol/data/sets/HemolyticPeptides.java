package org.dmol.data.sets;

import static org.dmol.data.sets.NpzArrays.ANY;

import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;

/**
 * Peptides that do or do not break red blood cells, 317 of each (Barrett, White, J. Chem. Inf. Model. 2021, 61, 95).
 *
 * <p><b>The labels are exchanged in the file:</b> its array {@code positives} holds ordinary protein fragments and {@code negatives} the
 * hemolytic peptides (melittin among them). {@link #hemolytic()} has the right labels, {@link #labelsAsInFile()} those that the book
 * takes at face value. Rows are in the order of the file: {@code positives}, then {@code negatives}.
 *
 * @param tokens int32 [n, 200]: amino acids 1 to 20 (see {@link org.dmol.data.text.AminoAcid}), 0 after the end
 * @param countPositives rows that come from the array {@code positives}
 */
public record HemolyticPeptides(DataFile source, Nd tokens, int countPositives) {
    private static final int LETTERS = Residues.COUNT;

    /** Finds and reads the data set. */
    public static HemolyticPeptides load(DataStore store) {
        return read(store.get("hemolytic-peptides"));
    }

    /** Reads a file of this form. */
    public static HemolyticPeptides read(DataFile file) {
        try (NpzArrays npz = new NpzArrays(file)) {
            Nd positives = npz.get("positives", ANY, ANY, LETTERS);
            Nd negatives = npz.get("negatives", ANY, positives.dim(1), LETTERS);
            Nd both = Nd.concat(tokens(positives), tokens(negatives));
            return new HemolyticPeptides(file, both, positives.dim(0));
        }
    }

    private static Nd tokens(Nd oneHot) {
        int[] tokens = new int[oneHot.dim(0) * oneHot.dim(1)];
        double[] x = oneHot.doubles();
        for (int i = 0; i < x.length; i++) {
            if (x[i] != 0) {
                tokens[i / LETTERS] = i % LETTERS + 1;
            }
        }
        return Nd.of(tokens, oneHot.dim(0), oneHot.dim(1));
    }

    /** Number of peptides. */
    public int size() {
        return tokens.dim(0);
    }

    /** One-hot rows, float32 [n, 200, 21]: column 0 is "no residue here", columns 1 to 20 are the amino acids. */
    public Nd oneHot() {
        int width = LETTERS + 1;
        float[] out = new float[tokens.size() * width];
        int[] t = tokens.ints();
        for (int i = 0; i < t.length; i++) {
            out[i * width + t[i]] = 1;
        }
        return Nd.of(out, size(), tokens.dim(1), width);
    }

    /** 1 for the peptides that are hemolytic: the right labels. */
    public int[] hemolytic() {
        return Arrays.stream(labelsAsInFile()).map(x -> 1 - x).toArray();
    }

    /** 1 for the rows of the array {@code positives}, as the book has it. */
    public int[] labelsAsInFile() {
        int[] labels = new int[size()];
        Arrays.fill(labels, 0, countPositives, 1);
        return labels;
    }

    /** A peptide in one-letter codes. */
    public String sequence(int i) {
        return Residues.decode(tokens.row(i).ints());
    }
}
