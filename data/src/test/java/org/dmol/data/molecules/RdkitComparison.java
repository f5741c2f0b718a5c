package org.dmol.data.molecules;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Compares us with a dump of {@code rdkit_graphs.py dump}: counts per component and the molecules that differ.
 * Run by hand: {@code RdkitComparison dump.tsv [how many differences to print]}.
 */
public final class RdkitComparison {
    private RdkitComparison() {}

    public static void main(String[] args) throws IOException {
        int show = args.length > 1 ? Integer.parseInt(args[1]) : 30;
        int n = 0;
        int both = 0;
        int neither = 0;
        int onlyRdkit = 0;
        int onlyWe = 0;
        int all = 0;
        int[] equal = new int[GraphText.COMPONENTS.size()];
        try (BufferedReader in = Files.newBufferedReader(Path.of(args[0]))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] part = line.split("\t", -1);
                n++;
                List<String> ours = null;
                String why = "";
                try {
                    ours = GraphText.of(Smiles.parse(part[0]));
                } catch (InvalidSmilesException e) {
                    why = e.reason() + ": " + e.detail();
                }
                boolean theirs = part.length > 2;
                if (ours == null || !theirs) {
                    neither += ours == null && !theirs ? 1 : 0;
                    onlyRdkit += ours == null && theirs ? 1 : 0;
                    onlyWe += ours != null && !theirs ? 1 : 0;
                    if (theirs != (ours != null) && show-- > 0) {
                        System.out.println((theirs ? "only RDKit takes " : "only we take ") + part[0] + "  " + why);
                    }
                    continue;
                }
                both++;
                List<String> rdkit = Arrays.asList(part).subList(1, part.length);
                boolean same = true;
                for (int k = 0; k < equal.length; k++) {
                    boolean eq = ours.get(k).equals(rdkit.get(k));
                    equal[k] += eq ? 1 : 0;
                    same &= eq;
                    if (!eq && show-- > 0) {
                        System.out.println(part[0] + "  " + GraphText.COMPONENTS.get(k) + "\n   we    " + ours.get(k)
                                + "\n   RDKit " + rdkit.get(k));
                    }
                }
                all += same ? 1 : 0;
            }
        }
        System.out.printf(
                "%d texts: %d taken by both, %d by neither, %d only by RDKit, %d only by us%n",
                n, both, neither, onlyRdkit, onlyWe);
        for (int k = 0; k < equal.length; k++) {
            System.out.printf("%-10s %9.4f %%%n", GraphText.COMPONENTS.get(k), 100.0 * equal[k] / Math.max(1, both));
        }
        System.out.printf("%-10s %9.4f %% (%d of %d)%n", "all", 100.0 * all / Math.max(1, both), all, both);
    }
}
