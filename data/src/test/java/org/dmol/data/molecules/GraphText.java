package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The components of {@code rdkit_graphs.py}, from our molecules. */
final class GraphText {
    static final List<String> COMPONENTS =
            List.of("elements", "pairs", "hydrogens", "charges", "aromatic", "types", "order");

    private GraphText() {}

    static List<String> of(Molecule heavy) {
        Molecule full = heavy.withHydrogens();
        return List.of(
                atoms(full, i -> full.atomicNumber(i)),
                bonds(full, false, true),
                atoms(heavy, heavy::hydrogens),
                atoms(heavy, heavy::charge),
                atoms(heavy, i -> heavy.aromatic(i) ? 1 : 0),
                bonds(heavy, true, true),
                bonds(heavy, false, false));
    }

    private static String atoms(Molecule m, IntFunction<Integer> value) {
        return IntStream.range(0, m.atomCount())
                .mapToObj(i -> value.apply(i).toString())
                .collect(Collectors.joining(" "));
    }

    private static String bonds(Molecule m, boolean types, boolean sorted) {
        List<int[]> rows = new ArrayList<>();
        for (int b = 0; b < m.bondCount(); b++) {
            int i = m.bondBegin(b);
            int j = m.bondEnd(b);
            int t = m.bondType(b).index();
            rows.add(sorted ? new int[] {Math.min(i, j), Math.max(i, j), t} : new int[] {i, j, t});
        }
        if (sorted) {
            rows.sort(Comparator.comparingInt((int[] r) -> r[0]).thenComparingInt(r -> r[1]));
        }
        return rows.stream()
                .map(r -> r[0] + "-" + r[1] + (types ? "-" + r[2] : ""))
                .collect(Collectors.joining(" "));
    }
}
