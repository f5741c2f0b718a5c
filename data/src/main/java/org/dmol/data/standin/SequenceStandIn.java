package org.dmol.data.standin;

import java.io.IOException;
import java.nio.file.Path;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NpzWriter;
import org.dmol.array.NumpyRandom;
import org.dmol.data.StandIn;

/** Peptide or protein sequences whose classes differ in their amino acids. */
record SequenceStandIn(Part[] parts, int width, boolean oneHot) implements StandIn {
    /** Letters in the order of the numbers 1 to 20. */
    private static final String ORDER = "ARNDCQEGHILKMFPSTWYV";

    /**
     * An array of sequences.
     *
     * @param name of the array
     * @param rows number of sequences
     * @param shortest fewest residues
     * @param typical about the median number of residues
     * @param favoured amino acids that are three times as frequent as the others
     * @param helical whether favoured residues come in a period of 3 to 4, as on one side of a helix
     */
    record Part(String name, int rows, int shortest, int typical, String favoured, boolean helical) {}

    @Override
    public String description() {
        return "Its sequences are random; the classes differ in the frequency of some amino acids.";
    }

    @Override
    public void write(Path file, NumpyRandom random) throws IOException {
        NpzWriter npz = Npz.writer();
        for (Part part : parts) {
            long[] tokens = new long[part.rows() * width];
            for (int i = 0; i < part.rows(); i++) {
                double stretch =
                        random.exponential(part.typical() - part.shortest()).item() / Math.log(2);
                int length = (int) Math.min(width - 2, part.shortest() + stretch);
                for (int k = 0; k < length; k++) {
                    tokens[i * width + k] = residue(part, k, random);
                }
            }
            npz.put(part.name(), oneHot ? oneHot(tokens, part.rows()) : Nd.of(tokens, part.rows(), width));
        }
        npz.write(file);
    }

    private static long residue(Part part, int position, NumpyRandom random) {
        boolean inward = !part.helical() || position % 7 == 0 || position % 7 == 3 || position % 7 == 4;
        double chance = inward ? (part.helical() ? 0.75 : 0.35) : 0.1;
        if (random.nextDouble() < chance) {
            return ORDER.indexOf(part.favoured()
                            .charAt((int) random.nextInt(0, part.favoured().length())))
                    + 1;
        }
        return random.nextInt(1, ORDER.length() + 1);
    }

    private Nd oneHot(long[] tokens, int rows) {
        double[] out = new double[tokens.length * ORDER.length()];
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i] > 0) {
                out[i * ORDER.length() + (int) tokens[i] - 1] = 1;
            }
        }
        return Nd.of(out, rows, width, ORDER.length());
    }

    static StandIn hemolyticPeptides() {
        // As in the real file, "positives" are the ordinary peptides.
        return new SequenceStandIn(
                new Part[] {
                    new Part("positives", 317, 10, 24, "AEGSDT", false),
                    new Part("negatives", 317, 10, 24, "KLIAKG", true)
                },
                200,
                true);
    }

    static StandIn solubleProteins() {
        return new SequenceStandIn(
                new Part[] {
                    new Part("positives", 8785, 19, 140, "EKDG", false),
                    new Part("negatives", 9668, 19, 145, "LSCF", false)
                },
                200,
                false);
    }

    static StandIn hemolysis(boolean positive) {
        Part part = positive
                ? new Part("arr_0", 1826, 4, 17, "KLWIR", true)
                : new Part("arr_0", 7490, 4, 17, "GSEAP", false);
        return new SequenceStandIn(new Part[] {part}, 190, false);
    }
}
