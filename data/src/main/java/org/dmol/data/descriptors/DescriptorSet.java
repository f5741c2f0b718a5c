package org.dmol.data.descriptors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.data.molecules.Molecule;

/**
 * Several blocks of descriptors side by side.
 *
 * <pre>{@code
 * DescriptorTable table = DescriptorSet.standard().compute(molecules);
 * DescriptorTable usable = table.usable();
 * }</pre>
 */
public final class DescriptorSet {
    private final List<DescriptorBlock> blocks;
    private final List<String> names;

    private DescriptorSet(List<DescriptorBlock> blocks) {
        this.blocks = List.copyOf(blocks);
        List<String> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (DescriptorBlock block : blocks) {
            for (String name : block.names()) {
                if (!seen.add(name)) {
                    throw new IllegalArgumentException(
                            "The descriptor name " + name + " occurs twice; names must be unique within a set.");
                }
                all.add(name);
            }
        }
        this.names = List.copyOf(all);
    }

    /** The given blocks, in this order. */
    public static DescriptorSet of(DescriptorBlock... blocks) {
        return new DescriptorSet(List.of(blocks));
    }

    /**
     * About 1,500 two-dimensional descriptors: those of AqSolDB, connectivity, autocorrelation, surface and count descriptors, CDK's, MACCS
     * keys and PubChem bits. The counterpart of mordred's two-dimensional set.
     */
    public static DescriptorSet standard() {
        return of(
                DescriptorBlock.rdkit(),
                new CountBlock(),
                new SurfaceBlock(),
                new Connectivity(),
                new Autocorrelation(),
                new FragmentBlock(),
                new CdkBlock(),
                DescriptorBlock.bits(FingerprintType.MACCS),
                DescriptorBlock.bits(FingerprintType.PUBCHEM));
    }

    /** The numbers among the {@link #standard} descriptors: without the bits of fingerprints, which take most of the time. */
    public static DescriptorSet withoutFingerprints() {
        return of(
                DescriptorBlock.rdkit(),
                new CountBlock(),
                new SurfaceBlock(),
                new Connectivity(),
                new Autocorrelation(),
                new FragmentBlock(),
                new CdkBlock());
    }

    /** Names of all columns. */
    public List<String> names() {
        return names;
    }

    /** The values of one molecule; NaN where one is missing. */
    public double[] compute(Molecule molecule) {
        double[] out = new double[names.size()];
        int at = 0;
        for (DescriptorBlock block : blocks) {
            double[] values = values(block, molecule);
            System.arraycopy(values, 0, out, at, values.length);
            at += values.length;
        }
        return out;
    }

    private static double[] values(DescriptorBlock block, Molecule molecule) {
        try {
            return block.of(molecule);
        } catch (RuntimeException e) {
            double[] missing = new double[block.names().size()];
            Arrays.fill(missing, Double.NaN);
            return missing;
        }
    }

    /** A row for each molecule, computed in parallel. */
    public DescriptorTable compute(List<Molecule> molecules) {
        return compute(molecules, done -> {});
    }

    /** The same; {@code progress} is told the number of finished molecules, by many threads. */
    public DescriptorTable compute(List<Molecule> molecules, IntConsumer progress) {
        double[][] rows = new double[molecules.size()][];
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, rows.length).parallel().forEach(i -> {
            rows[i] = compute(molecules.get(i));
            progress.accept(done.incrementAndGet());
        });
        return new DescriptorTable(names, Nd.matrix(rows).reshape(rows.length, names.size()));
    }
}
