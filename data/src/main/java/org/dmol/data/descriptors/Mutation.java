package org.dmol.data.descriptors;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dmol.data.molecules.InvalidSmilesException;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.selfies.Selfies;
import org.dmol.data.selfies.SelfiesException;

/** Random edits of SELFIES strings. */
final class Mutation {
    /** A draw that fails this often is given up; an edit that works is found after one or two. */
    private static final int MOST_TRIES = 1000;

    private static final Pattern ELEMENT = Pattern.compile("\\[[=#/\\\\]?\\d*([A-Z][a-z]?)[^a-z]*\\]");

    private final List<String> alphabet;
    private final Set<String> elements = new HashSet<>();

    record Result(Molecule molecule, String selfies) {}

    Mutation(List<String> alphabet) {
        this.alphabet = alphabet;
        for (String symbol : alphabet) {
            Matcher matcher = ELEMENT.matcher(symbol);
            if (matcher.matches()) {
                elements.add(matcher.group(1));
            }
        }
    }

    /** {@code count} edits one after the other; null if no molecule was found. */
    Result apply(String selfies, int count, SplittableRandom random) {
        Result result = new Result(null, selfies);
        for (int k = 0; k < count; k++) {
            result = edit(result.selfies(), count, random);
            if (result == null) {
                return null;
            }
        }
        return result;
    }

    /** One edit to a string of at most {@code longer} symbols more, drawn again until it is a molecule. */
    private Result edit(String selfies, int longer, SplittableRandom random) {
        List<String> symbols = Selfies.split(selfies);
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            List<String> edited = new ArrayList<>(symbols);
            int kind = random.nextInt(3);
            if (kind == 0) {
                edited.add(random.nextInt(symbols.size() + 1), draw(random));
            } else if (kind == 1) {
                edited.set(random.nextInt(symbols.size()), draw(random));
            } else {
                edited.remove(random.nextInt(symbols.size()));
            }
            Molecule molecule = edited.size() > symbols.size() + longer ? null : molecule(String.join("", edited));
            if (molecule != null) {
                return new Result(molecule, String.join("", edited));
            }
        }
        return null;
    }

    private String draw(SplittableRandom random) {
        return alphabet.get(random.nextInt(alphabet.size()));
    }

    private static Molecule molecule(String selfies) {
        if (selfies.isEmpty()) {
            return null;
        }
        try {
            String smiles = Selfies.standard().decode(selfies);
            return smiles.isEmpty() ? null : Smiles.parse(smiles);
        } catch (SelfiesException | InvalidSmilesException e) {
            return null;
        }
    }

    /** Whether the alphabet names each element; an index symbol such as [P] may have become an atom. */
    boolean knowsElementsOf(Molecule molecule) {
        for (int i = 0; i < molecule.atomCount(); i++) {
            if (!elements.contains(molecule.symbol(i))) {
                return false;
            }
        }
        return true;
    }
}
