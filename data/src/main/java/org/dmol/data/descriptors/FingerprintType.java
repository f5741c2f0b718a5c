package org.dmol.data.descriptors;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dmol.data.molecules.Molecule;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.fingerprint.EStateFingerprinter;
import org.openscience.cdk.fingerprint.ExtendedFingerprinter;
import org.openscience.cdk.fingerprint.Fingerprinter;
import org.openscience.cdk.fingerprint.IFingerprinter;
import org.openscience.cdk.fingerprint.KlekotaRothFingerprinter;
import org.openscience.cdk.fingerprint.PubchemFingerprinter;
import org.openscience.cdk.fingerprint.SubstructureFingerprinter;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/** Bit fingerprints of fixed meaning or size. All but MACCS are CDK's. Circular ones are in {@link Morgan}. Thread-safe. */
public enum FingerprintType {
    /** The 166 public MACCS keys with RDKit's patterns; bit i is key i + 1. */
    MACCS("MACCS", Maccs.KEYS, () -> {
        Maccs maccs = new Maccs();
        return m -> new BitFingerprint(Maccs.KEYS, maccs.bits(m));
    }),
    /** 881 PubChem substructure bits. */
    PUBCHEM("PubChem", 881, true, () -> new PubchemFingerprinter(SilentChemObjectBuilder.getInstance())),
    /** 1,024 bits of hashed paths of up to 7 bonds (Daylight-like). */
    PATH("Path", 1024, false, Fingerprinter::new),
    /** As {@link #PATH} with ring features. */
    EXTENDED("Extended", 1024, false, ExtendedFingerprinter::new),
    /** 79 E-state atom types. */
    ESTATE("EState", 79, false, EStateFingerprinter::new),
    /** 307 functional groups of Laggner's list. */
    SUBSTRUCTURE("Substructure", 307, false, SubstructureFingerprinter::new),
    /** 4,860 substructures of Klekota and Roth (Bioinformatics 2008, 24, 2518); slow. */
    KLEKOTA_ROTH("KlekotaRoth", 4860, false, KlekotaRothFingerprinter::new);

    private final String title;
    private final int size;
    /** Fingerprinters keep state, so each thread has its own. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final ThreadLocal<Function<Molecule, BitFingerprint>> method;

    FingerprintType(String title, int size, Supplier<Function<Molecule, BitFingerprint>> method) {
        this.title = title;
        this.size = size;
        this.method = ThreadLocal.withInitial(method);
    }

    FingerprintType(String title, int size, boolean explicitHydrogens, Supplier<IFingerprinter> maker) {
        this(title, size, () -> {
            IFingerprinter fingerprinter = maker.get();
            return m -> byCdk(fingerprinter, explicitHydrogens ? m.withHydrogens() : m.withoutHydrogens());
        });
    }

    private static BitFingerprint byCdk(IFingerprinter fingerprinter, Molecule molecule) {
        try {
            // A copy, because some of the fingerprinters change what they are given.
            IAtomContainer copy = molecule.newContainer();
            return new BitFingerprint(
                    fingerprinter.getSize(),
                    fingerprinter.getBitFingerprint(copy).asBitSet());
        } catch (CDKException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Number of bits. */
    public int size() {
        return size;
    }

    /** A name for each bit, such as {@code PubChem_17}; numbers start at 0, those of MACCS keys at 1. */
    public List<String> names() {
        int first = this == MACCS ? 1 : 0;
        return IntStream.range(first, first + size)
                .mapToObj(i -> title + "_" + i)
                .toList();
    }

    /**
     * The fingerprint of a molecule.
     *
     * @throws IllegalArgumentException if it cannot be computed for this molecule
     */
    public BitFingerprint of(Molecule molecule) {
        try {
            return method.get().apply(molecule);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "The " + title + " fingerprint of " + molecule.smiles() + " cannot be computed: " + e.getMessage(),
                    e);
        }
    }
}
