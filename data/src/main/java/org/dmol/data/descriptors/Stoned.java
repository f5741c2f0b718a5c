package org.dmol.data.descriptors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dmol.data.molecules.InvalidSmilesException;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.molecules.SmilesFormat;
import org.dmol.data.selfies.Selfies;
import org.dmol.data.selfies.SelfiesException;

/**
 * Molecules near a given one, by random edits of its SELFIES (STONED; Nigam, Pollice, Krenn, Gomes, Aspuru-Guzik, Chem. Sci. 2021, 12,
 * 7079), sampled as exmol does (Wellawatte, Seshadri, White, Chem. Sci. 2022, 13, 3697): the molecule is written as SMILES in many random
 * orders, each is translated to SELFIES and edited once, twice, … up to the number of mutations. An edit inserts, replaces or deletes one
 * symbol; it is drawn again until the result is a molecule. The same seed gives the same molecules.
 *
 * <pre>{@code
 * List<Stoned.Neighbour> space = Stoned.medium().seed(1).sample(Smiles.parse("CCO"));
 * }</pre>
 */
public final class Stoned {
    private static final int FINGERPRINT_RADIUS = 2;

    private final int samples;
    private final int mutations;
    private final List<String> alphabet;
    private final long seed;

    private Stoned(int samples, int mutations, List<String> alphabet, long seed) {
        this.samples = samples;
        this.mutations = mutations;
        this.alphabet = alphabet;
        this.seed = seed;
    }

    /**
     * A molecule of the sample.
     *
     * @param molecule the molecule
     * @param selfies what was mutated to; for the base itself its own SELFIES
     * @param mutations edits that led to it; 0 for the base
     * @param similarity to the base: Tanimoto of Morgan counts of radius 2
     */
    public record Neighbour(Molecule molecule, String selfies, int mutations, double similarity) {}

    /** 3,000 samples of up to 2 mutations over the basic alphabet; exmol's default. */
    public static Stoned medium() {
        return new Stoned(3000, 2, basicAlphabet(), 0);
    }

    /** 3,000 samples of 1 mutation over the basic alphabet. */
    public static Stoned narrow() {
        return new Stoned(3000, 1, basicAlphabet(), 0);
    }

    /** 3,000 samples of up to 5 mutations over SELFIES's whole robust alphabet. */
    public static Stoned wide() {
        return new Stoned(3000, 5, Selfies.standard().robustAlphabet(), 0);
    }

    /** SELFIES's robust alphabet without charged symbols, boron and phosphorus, but with [O-1]: 32 symbols. */
    public static List<String> basicAlphabet() {
        TreeSet<String> symbols = new TreeSet<>(Selfies.standard().robustAlphabet());
        symbols.removeIf(s -> s.matches(".*[+-]\\d.*") || s.matches("\\[[=#]?[BP]\\]"));
        symbols.add("[O-1]");
        return List.copyOf(symbols);
    }

    /** Number of mutants drawn, before duplicates are dropped. */
    public Stoned samples(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("The number of samples is " + count + "; it must be at least 1.");
        }
        return new Stoned(count, mutations, alphabet, seed);
    }

    /** Largest number of edits; each number from 1 up gets an equal share of the samples. */
    public Stoned mutations(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("The number of mutations is " + most + "; it must be at least 1.");
        }
        return new Stoned(samples, most, alphabet, seed);
    }

    /** SELFIES symbols to insert. Mutants with elements that none of them names are dropped. */
    public Stoned alphabet(List<String> symbols) {
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("The alphabet is empty; at least one SELFIES symbol is needed.");
        }
        return new Stoned(samples, mutations, List.copyOf(symbols), seed);
    }

    /** Seed of the random numbers. */
    public Stoned seed(long value) {
        return new Stoned(samples, mutations, alphabet, value);
    }

    /**
     * The base, then the distinct mutants in the order in which they were drawn. Of a base of several parts the longest is used.
     *
     * @throws SelfiesException if the base cannot be written as SELFIES
     */
    public List<Neighbour> sample(Molecule base) {
        Molecule start = longestPart(base);
        CountFingerprint fingerprint = Morgan.counts(start, FINGERPRINT_RADIUS);
        Mutation mutation = new Mutation(alphabet);
        List<Neighbour> out = new ArrayList<>();
        out.add(new Neighbour(start, selfies(start, seed), 0, 1));
        Set<String> seen = new HashSet<>(Set.of(start.canonicalSmiles()));
        int each = Math.max(1, samples / mutations);
        for (int k = 1; k <= mutations; k++) {
            int count = k;
            List<Neighbour> drawn = IntStream.range(0, each)
                    .parallel()
                    .mapToObj(i -> mutant(start, i, count, mutation, fingerprint))
                    .flatMap(Stream::ofNullable)
                    .toList();
            for (Neighbour n : drawn) {
                if (seen.add(n.molecule().canonicalSmiles())) {
                    out.add(n);
                }
            }
        }
        return out;
    }

    private Neighbour mutant(Molecule start, int i, int count, Mutation mutation, CountFingerprint base) {
        // One written form for each i, whatever the number of mutations; a stream of random numbers for each pair.
        String written = selfies(start, seed * 1_000_003 + i);
        SplittableRandom random = new SplittableRandom(seed * 31 + count).split();
        random = new SplittableRandom(random.nextLong() ^ (0x9e3779b97f4a7c15L * (i + 1)));
        Mutation.Result result = mutation.apply(written, count, random);
        if (result == null || !mutation.knowsElementsOf(result.molecule())) {
            return null;
        }
        Molecule molecule = longestPart(result.molecule());
        return new Neighbour(
                molecule, result.selfies(), count, Tanimoto.of(base, Morgan.counts(molecule, FINGERPRINT_RADIUS)));
    }

    private static String selfies(Molecule molecule, long order) {
        return Selfies.standard()
                .encode(molecule.toSmiles(SmilesFormat.random(order).kekulized()));
    }

    private static Molecule longestPart(Molecule molecule) {
        String smiles = molecule.smiles();
        if (!smiles.contains(".")) {
            return molecule;
        }
        String longest = Arrays.stream(
                        molecule.toSmiles(SmilesFormat.canonical()).split("\\.", -1))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
        try {
            return Smiles.parse(longest);
        } catch (InvalidSmilesException e) {
            throw new IllegalStateException("A part of " + smiles + " is not a molecule: " + longest, e);
        }
    }
}
