package org.dmol.data.selfies;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Translates SMILES to SELFIES and back.
 *
 * <pre>{@code
 * Selfies codec = Selfies.standard();
 * String benzene = codec.encode("c1ccccc1");  // [C][=C][C][=C][C][=C][Ring1][=Branch1]
 * String smiles = codec.decode(benzene);      // C1=CC=CC=C1
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads. The strings are those of selfies 2.2.0, with these differences: text outside of brackets
 * in a SELFIES is an error instead of being skipped, a charge of 10 or more can be read back, rings from the hundredth on are written
 * {@code %(100)} (and read so), {@code %05} is ring 5, a ring or branch too long to be counted is an error instead of a string that
 * cannot be decoded, and {@code @} and {@code @@} stay right where a ring closes behind a branch, as in {@code C1OCC[C@]2(CCCN2)1}.
 */
public final class Selfies {
    /** The symbol that means nothing and fills strings up to one length. */
    public static final String PADDING = SymbolReader.PADDING;

    private static final Selfies STANDARD = new Selfies(BondConstraints.standard(), true);

    private final BondConstraints constraints;
    private final boolean strict;

    private Selfies(BondConstraints constraints, boolean strict) {
        this.constraints = Objects.requireNonNull(constraints, "constraints");
        this.strict = strict;
    }

    /** The codec with {@link BondConstraints#standard()}. */
    public static Selfies standard() {
        return STANDARD;
    }

    /** A codec with constraints of one's choice. */
    public static Selfies with(BondConstraints constraints) {
        return new Selfies(constraints, true);
    }

    /** The same codec, but {@link #encode} does not check the constraints, so that decoding may not give the molecule back. */
    public Selfies lenient() {
        return new Selfies(constraints, false);
    }

    /** The constraints under which this codec decodes. */
    public BondConstraints constraints() {
        return constraints;
    }

    /**
     * Translates SMILES to SELFIES. The atoms keep their order, aromatic bonds become single and double ones, stereo marks stay.
     *
     * @param smiles without the wildcard {@code *}, the quadruple bond {@code $} and stereo marks other than {@code @ @@ / \}
     * @throws SelfiesException if the SMILES is malformed, has no Kekulé structure, violates the constraints, or is too long to count
     */
    public String encode(String smiles) {
        return Encoder.encode(smiles, strict ? constraints : null);
    }

    /**
     * Translates SELFIES to a kekulised SMILES. Every string of known symbols is a molecule (possibly the empty one).
     *
     * @throws SelfiesException if a bracket is missing or the derivation meets an unknown symbol
     */
    public String decode(String selfies) {
        return SmilesWriter.write(Decoder.decode(selfies, constraints));
    }

    /** {@link #encode} of many strings, on several threads; strings that cannot be translated are left out and listed. */
    public SelfiesBatch encodeAll(List<String> smiles, int threads) {
        return SelfiesBatch.of(smiles, threads, this::encode);
    }

    /** {@link #decode} of many strings, on several threads; strings that cannot be translated are left out and listed. */
    public SelfiesBatch decodeAll(List<String> selfies, int threads) {
        return SelfiesBatch.of(selfies, threads, this::decode);
    }

    /** {@link BondConstraints#robustAlphabet()} of this codec's constraints. */
    public List<String> robustAlphabet() {
        return constraints.robustAlphabet();
    }

    /**
     * The symbols of a SELFIES string, a dot between fragments being a symbol of its own.
     *
     * @throws SelfiesException if the string is not a run of bracketed symbols and dots
     */
    public static List<String> split(String selfies) {
        List<String> symbols = new ArrayList<>(selfies.length() / 4 + 1);
        for (int at = 0; at < selfies.length(); ) {
            int end = selfies.charAt(at) == '.' ? at + 1 : SymbolReader.symbolEnd(selfies, at, selfies.length());
            symbols.add(selfies.substring(at, end));
            at = end;
        }
        return symbols;
    }

    /** Number of symbols, dots included; cheaper than {@link #split} and without its checks. */
    public static int length(String selfies) {
        int count = 0;
        for (int i = 0; i < selfies.length(); i++) {
            char c = selfies.charAt(i);
            count += c == '[' || c == '.' ? 1 : 0;
        }
        return count;
    }

    /** Appends {@link #PADDING} until the string has {@code length} symbols; a longer string is returned as it is. */
    public static String pad(String selfies, int length) {
        return selfies + PADDING.repeat(Math.max(0, length - length(selfies)));
    }

    /** All symbols of the given strings but the dot, sorted. */
    public static SortedSet<String> alphabet(Iterable<String> selfies) {
        SortedSet<String> symbols = new TreeSet<>();
        for (String s : selfies) {
            symbols.addAll(split(s));
        }
        symbols.remove(".");
        return Collections.unmodifiableSortedSet(symbols);
    }
}
