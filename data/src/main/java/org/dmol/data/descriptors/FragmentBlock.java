package org.dmol.data.descriptors;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.data.molecules.Molecule;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.isomorphism.DfPattern;
import org.openscience.cdk.isomorphism.matchers.QueryAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smarts.Smarts;

/** How often functional groups occur, with RDKit's patterns and names ({@code fr_…}). */
final class FragmentBlock implements DescriptorBlock {
    private static final List<List<String>> TABLE = Tables.read("fragments.tsv");
    private static final List<String> NAMES =
            TABLE.stream().map(row -> row.get(0)).toList();
    private static final int BICYCLIC = NAMES.indexOf("fr_bicyclic");

    /** Compiled patterns are not safe to share between threads. */
    private static final ThreadLocal<List<DfPattern>> PATTERNS = ThreadLocal.withInitial(FragmentBlock::compile);

    private static List<DfPattern> compile() {
        List<DfPattern> patterns = new ArrayList<>();
        for (List<String> row : TABLE) {
            QueryAtomContainer query = new QueryAtomContainer(SilentChemObjectBuilder.getInstance());
            if (!Smarts.parse(query, row.get(1))) {
                throw new IllegalStateException("The SMARTS " + row.get(1) + " cannot be read.");
            }
            patterns.add(DfPattern.findSubstructure(query));
        }
        return patterns;
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public double[] of(Molecule molecule) {
        IAtomContainer m = molecule.withoutHydrogens().container();
        double[] out = PATTERNS.get().stream()
                .mapToDouble(p -> p.matchAll(m).uniqueAtoms().count())
                .toArray();
        out[BICYCLIC] = bicyclic(new Topology(molecule));
        return out;
    }

    /** [R2][R2], single or aromatic bonds between atoms that are in two rings each: CDK and RDKit count rings differently. */
    private static double bicyclic(Topology t) {
        int[] rings = new int[t.atoms];
        for (int[] ring : Rings.of(t)) {
            for (int b : ring) {
                // Each atom of a ring is an end of two of its bonds.
                rings[t.begin[b]]++;
                rings[t.end[b]]++;
            }
        }
        return IntStream.range(0, t.bonds)
                .filter(b -> rings[t.begin[b]] == 4 && rings[t.end[b]] == 4)
                .filter(b -> t.bondAromatic[b] || t.order[b] == 1)
                .count();
    }
}
