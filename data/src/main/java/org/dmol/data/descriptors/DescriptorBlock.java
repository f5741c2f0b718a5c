package org.dmol.data.descriptors;

import java.util.List;
import java.util.function.Function;
import org.dmol.data.molecules.Molecule;

/** A family of named descriptors that are computed together. Implementations are safe to use from several threads. */
public interface DescriptorBlock {

    /** A name for each value, unique within the block. */
    List<String> names();

    /** The values of one molecule, in the order of the names; NaN where a value is undefined or cannot be computed. */
    double[] of(Molecule molecule);

    /** A block of a function that returns as many values as there are names. */
    static DescriptorBlock of(List<String> names, Function<Molecule, double[]> values) {
        List<String> copy = List.copyOf(names);
        return new DescriptorBlock() {
            @Override
            public List<String> names() {
                return copy;
            }

            @Override
            public double[] of(Molecule molecule) {
                return values.apply(molecule);
            }
        };
    }

    /** The bits of a fingerprint as 0 and 1. */
    static DescriptorBlock bits(FingerprintType type) {
        return of(type.names(), molecule -> {
            double[] out = new double[type.size()];
            type.of(molecule).bits().stream().forEach(i -> out[i] = 1);
            return out;
        });
    }

    /** The 17 of {@link RdkitDescriptors}. */
    static DescriptorBlock rdkit() {
        return of(RdkitDescriptors.NAMES, RdkitDescriptors::of);
    }
}
