package org.dmol.data.selfies;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Writes the SELFIES of a SMILES string, in the order of its atoms. */
final class Encoder {
    /** An atom whose bonds are being written. */
    private static final class Frame {
        final Atom atom;
        int next;

        Frame(Atom atom) {
            this.atom = atom;
        }
    }

    private final String smiles;
    private final MolGraph graph;
    private final StringBuilder out;
    /** Number of symbols of the chain that begins at an atom, by atom. */
    private final int[] symbols;

    private Encoder(String smiles, MolGraph graph) {
        this.smiles = smiles;
        this.graph = graph;
        this.out = new StringBuilder(4 * smiles.length());
        this.symbols = new int[graph.atoms().size()];
    }

    /**
     * Translates a SMILES string.
     *
     * @param constraints bonds that atoms may have, or null not to check them
     */
    static String encode(String smiles, BondConstraints constraints) {
        MolGraph graph = SmilesParser.parse(smiles);
        Kekulizer.kekulize(graph, smiles);
        if (constraints != null) {
            check(graph, smiles, constraints);
        }
        for (Atom atom : graph.atoms()) {
            if (atom.chirality != Atom.NO_CHIRALITY && atom.hasRingBond && isOddAfterDecoding(atom)) {
                atom.invertChirality();
            }
        }
        Encoder encoder = new Encoder(smiles, graph);
        encoder.countSymbols();
        for (Atom root : graph.roots()) {
            if (root != graph.roots().get(0)) {
                encoder.out.append('.');
            }
            encoder.component(root);
        }
        return encoder.out.toString();
    }

    private static void check(MolGraph graph, String smiles, BondConstraints constraints) {
        for (Atom atom : graph.atoms()) {
            int capacity = constraints.capacity(atom);
            if (atom.bonds() > capacity) {
                throw new SelfiesException(
                        SelfiesException.Kind.CONSTRAINT,
                        smiles,
                        atom.position,
                        "the atom " + atom + " has " + atom.bonds() + " bonds where the constraints allow "
                                + Math.max(0, capacity));
            }
        }
    }

    /**
     * Whether the decoder will meet the neighbours of this atom in an order that is an odd permutation of the order here. It puts ring bonds
     * first, in the order in which the string names the rings, and then everything else.
     */
    private static boolean isOddAfterDecoding(Atom atom) {
        List<Bond> bonds = atom.out;
        boolean odd = false;
        for (int i = 0; i < bonds.size(); i++) {
            for (int j = i + 1; j < bonds.size(); j++) {
                odd ^= rank(bonds.get(i)) > rank(bonds.get(j));
            }
        }
        return odd;
    }

    private static int rank(Bond bond) {
        return bond.isRing() ? bond.place : Integer.MAX_VALUE;
    }

    /** Chains lead to later atoms only, so that one pass from the last atom to the first knows all that it needs. */
    private void countSymbols() {
        for (int i = symbols.length - 1; i >= 0; i--) {
            List<Bond> bonds = graph.atoms().get(i).out;
            int count = 1;
            for (int b = 0; b < bonds.size(); b++) {
                Bond bond = bonds.get(b);
                if (bond.closesRing()) {
                    count += 1 + indexLength(bond, ringIndex(bond));
                } else if (!bond.isRing()) {
                    int length = symbols[bond.to.index];
                    count += b == bonds.size() - 1 ? length : 1 + indexLength(bond, length - 1) + length;
                }
            }
            symbols[i] = count;
        }
    }

    private int indexLength(Bond bond, int value) {
        int length = Grammar.indexLength(value);
        if (length > Grammar.MAX_INDEX_SYMBOLS) {
            throw new SelfiesException(
                    SelfiesException.Kind.TOO_LONG,
                    smiles,
                    bond.from.position,
                    bond.isRing()
                            ? "a ring that closes here spans " + (value + 1) + " atoms and SELFIES can count 4,096"
                            : "a branch that begins here needs " + (value + 1)
                                    + " symbols and SELFIES can count 4,096");
        }
        return length;
    }

    private static int ringIndex(Bond closing) {
        return closing.from.index - closing.to.index - 1;
    }

    private void component(Atom root) {
        Deque<Frame> stack = new ArrayDeque<>();
        stack.push(new Frame(root));
        while (!stack.isEmpty()) {
            Frame frame = stack.peek();
            List<Bond> bonds = frame.atom.out;
            if (frame.next == 0) {
                atom(frame.atom);
            }
            if (frame.next == bonds.size()) {
                stack.pop();
                continue;
            }
            Bond bond = bonds.get(frame.next++);
            if (bond.isRing()) {
                if (bond.closesRing()) {
                    ring(bond);
                }
                continue;
            }
            if (frame.next < bonds.size()) {
                branch(bond);
            }
            stack.push(new Frame(bond.to));
        }
    }

    private void atom(Atom atom) {
        out.append('[');
        if (atom.incoming != null && atom.incoming.symbol() != 0) {
            out.append(atom.incoming.symbol());
        }
        atom.appendTo(out);
        out.append(']');
    }

    private void branch(Bond bond) {
        int index = symbols[bond.to.index] - 1;
        out.append('[');
        appendMultiple(bond);
        out.append("Branch").append(Grammar.indexLength(index)).append(']');
        Grammar.appendIndex(out, index);
    }

    private void ring(Bond closing) {
        Bond opening = closing.reverse;
        int index = ringIndex(closing);
        out.append('[');
        if (closing.order() == 1 && (opening.stereo != 0 || closing.stereo != 0)) {
            out.append(opening.stereo == 0 ? '-' : opening.stereo);
            out.append(closing.stereo == 0 ? '-' : closing.stereo);
        } else {
            appendMultiple(closing);
        }
        out.append("Ring").append(Grammar.indexLength(index)).append(']');
        Grammar.appendIndex(out, index);
    }

    private void appendMultiple(Bond bond) {
        if (bond.order() > 1) {
            out.append(bond.symbol());
        }
    }
}
