package org.dmol.data.selfies;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Builds the {@link MolGraph} of a SMILES string, in the order of the string. Aromatic bonds are left for the {@link Kekulizer}. */
final class SmilesParser {
    /** A ring number that has been seen once. */
    private record OpenRing(int token, Atom atom, int place) {}

    /** A parenthesis and the atom in front of it. */
    private record OpenBranch(int token, Atom atom) {}

    private final String smiles;
    private final SmilesLexer tokens;
    private final MolGraph graph = new MolGraph();
    private final Map<Integer, OpenRing> rings = new HashMap<>();
    private final Deque<OpenBranch> branches = new ArrayDeque<>();
    private Atom previous;
    private boolean atomExpected = true;

    private SmilesParser(String smiles) {
        this.smiles = smiles;
        this.tokens = SmilesLexer.of(smiles);
    }

    /**
     * Parses a SMILES string.
     *
     * @throws SelfiesException if it is malformed
     */
    static MolGraph parse(String smiles) {
        if (smiles.isEmpty()) {
            throw new SelfiesException(SelfiesException.Kind.SMILES, smiles, 0, "it is empty");
        }
        SmilesParser parser = new SmilesParser(smiles);
        for (int token = 0; token < parser.tokens.size(); token++) {
            parser.read(token);
        }
        parser.endFragment(smiles.length());
        return parser.graph;
    }

    private void read(int token) {
        switch (tokens.type(token)) {
            case ATOM -> atom(token);
            case DOT -> endFragment(tokens.start(token));
            case OPEN -> {
                requireAtomBefore(token);
                branches.push(new OpenBranch(token, previous));
                atomExpected = true;
            }
            case CLOSE -> {
                requireAtomBefore(token);
                if (branches.isEmpty()) {
                    throw error(token, "this ')' closes nothing");
                }
                previous = branches.pop().atom;
            }
            case RING -> {
                requireAtomBefore(token);
                ring(token);
            }
        }
    }

    private void requireAtomBefore(int token) {
        if (atomExpected) {
            throw error(token, "a chain must begin with an atom");
        }
    }

    private void atom(int token) {
        Atom atom = SmilesAtoms.read(smiles, tokens.start(token), tokens.end(token));
        graph.add(atom, previous == null);
        if (previous != null) {
            char bond = tokens.bond(token);
            boolean delocalized = bond == 0 && previous.aromatic && atom.aromatic;
            int halfOrder = delocalized ? Bond.AROMATIC : Bond.halfOrderOf(bond);
            graph.addBond(previous, atom, halfOrder, Bond.stereoOf(bond));
        }
        previous = atom;
        atomExpected = false;
    }

    private void ring(int token) {
        int number = tokens.ring(token);
        OpenRing left = rings.remove(number);
        if (left == null) {
            rings.put(number, new OpenRing(token, previous, graph.reserve(previous)));
            return;
        }
        if (left.atom == previous) {
            throw error(token, "ring " + number + " joins an atom to itself");
        }
        if (MolGraph.bondBetween(left.atom, previous) != null) {
            throw error(token, "ring " + number + " joins two atoms that are already bonded");
        }
        char leftBond = tokens.bond(left.token);
        char rightBond = tokens.bond(token);
        if (leftBond != 0 && rightBond != 0 && leftBond != rightBond && !(isStereo(leftBond) && isStereo(rightBond))) {
            throw error(token, "ring " + number + " begins with '" + leftBond + "' and ends with '" + rightBond + "'");
        }
        boolean delocalized = leftBond == 0 && rightBond == 0 && left.atom.aromatic && previous.aromatic;
        int halfOrder = delocalized ? Bond.AROMATIC : Math.max(Bond.halfOrderOf(leftBond), Bond.halfOrderOf(rightBond));
        Bond bond = graph.closeRing(
                left.atom, left.place, previous, halfOrder, Bond.stereoOf(leftBond), Bond.stereoOf(rightBond));
        bond.place = previous.index > left.atom.index ? token : left.token;
        bond.reverse.place = bond.place;
    }

    private static boolean isStereo(char bond) {
        return Bond.stereoOf(bond) != 0;
    }

    private void endFragment(int position) {
        if (graph.atoms().isEmpty()) {
            throw new SelfiesException(SelfiesException.Kind.SMILES, smiles, position, "there is no atom before it");
        }
        if (!branches.isEmpty()) {
            throw error(branches.peek().token, "this '(' is never closed");
        }
        if (!rings.isEmpty()) {
            int last = 0;
            for (OpenRing ring : rings.values()) {
                last = Math.max(last, ring.token);
            }
            throw error(last, "ring " + tokens.ring(last) + " is never closed");
        }
        previous = null;
        atomExpected = true;
    }

    private SelfiesException error(int token, String reason) {
        return new SelfiesException(SelfiesException.Kind.SMILES, smiles, tokens.start(token), reason);
    }
}
