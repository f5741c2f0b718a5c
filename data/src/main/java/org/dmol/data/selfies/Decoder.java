package org.dmol.data.selfies;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Derives the molecule of a SELFIES string. The state of the derivation is the number of bonds that the last atom has left; branches are
 * kept on a stack of their own, so that no nesting is too deep.
 */
final class Decoder {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** A ring that is asked for; rings are made when all atoms are there. */
    private record Ring(Atom left, Atom right, Symbol symbol, int order) {}

    /** A chain or branch in the making. */
    private static final class Chain {
        final int budget;
        /** Index symbols that stood in front of the branch: the chain that it leaves pays for them. */
        final int indexSymbols;

        int used;
        /** Bonds left on the last atom; 0 before the first atom. */
        int state;

        boolean closed;
        Atom last;

        Chain(int budget, int indexSymbols, int state, Atom last) {
            this.budget = budget;
            this.indexSymbols = indexSymbols;
            this.state = state;
            this.last = last;
        }

        void next(int bondsLeft) {
            state = bondsLeft;
            closed = bondsLeft == 0;
        }
    }

    private final String selfies;
    private final BondConstraints constraints;
    private final MolGraph graph = new MolGraph();
    private final List<Ring> rings = new ArrayList<>();

    private Decoder(String selfies, BondConstraints constraints) {
        this.selfies = selfies;
        this.constraints = constraints;
    }

    /**
     * The molecule of a SELFIES string under the given constraints.
     *
     * @throws SelfiesException if a bracket is missing or a symbol that the derivation reaches is unknown
     */
    static MolGraph decode(String selfies, BondConstraints constraints) {
        Decoder decoder = new Decoder(selfies, constraints);
        for (int from = 0; from <= selfies.length(); ) {
            int dot = selfies.indexOf('.', from);
            int end = dot < 0 ? selfies.length() : dot;
            decoder.deriveFragment(new SymbolReader(selfies, from, end));
            from = end + 1;
        }
        decoder.makeRings();
        return decoder.graph;
    }

    private void deriveFragment(SymbolReader symbols) {
        Deque<Chain> chains = new ArrayDeque<>();
        chains.push(new Chain(UNLIMITED, 0, 0, null));
        while (!chains.isEmpty()) {
            Chain chain = chains.peek();
            String text = chain.closed || chain.used >= chain.budget ? null : symbols.next();
            if (text != null) {
                chain.used++;
                Chain branch = derive(chain, text, symbols);
                if (branch != null) {
                    chains.push(branch);
                }
                continue;
            }
            while (chain.used < chain.budget && symbols.next() != null) {
                chain.used++; // what a closed chain has left of its symbols means nothing
            }
            chains.pop();
            if (!chains.isEmpty()) {
                chains.peek().used += chain.indexSymbols + chain.used;
            }
        }
    }

    /** Applies one symbol; returns the branch that it opens, or null. */
    private Chain derive(Chain chain, String text, SymbolReader symbols) {
        Symbol symbol = Grammar.symbol(text);
        switch (symbol.kind()) {
            case BRANCH -> {
                if (chain.state > 1) {
                    int branchState = Math.min(chain.state - 1, symbol.order());
                    chain.state -= branchState;
                    int budget = symbols.nextIndex(symbol.length()) + 1;
                    return new Chain(budget, symbol.length(), branchState, chain.last);
                }
            }
            case RING -> {
                if (chain.state > 0) {
                    int order = Math.min(symbol.order(), chain.state);
                    chain.next(chain.state - order);
                    int distance = symbols.nextIndex(symbol.length()) + 1;
                    chain.used += symbol.length();
                    Atom left = graph.atoms().get(Math.max(0, chain.last.index - distance));
                    rings.add(new Ring(left, chain.last, symbol, order));
                }
            }
            case EPSILON -> chain.closed = chain.state > 0;
            case ATOM -> atom(chain, symbol, text, symbols);
            case UNKNOWN -> throw error(symbols, "the symbol " + text + " is unknown");
        }
        return null;
    }

    private void atom(Chain chain, Symbol symbol, String text, SymbolReader symbols) {
        Atom atom = symbol.atom().fresh();
        int capacity = constraints.capacity(atom);
        if (capacity < 0) {
            throw error(symbols, "the atom " + text + " has more hydrogens than the constraints allow bonds");
        }
        int order = Math.min(Math.min(symbol.order(), chain.state), capacity);
        if (chain.state == 0) {
            graph.add(atom, true);
        } else if (order > 0) {
            graph.add(atom, false);
            graph.addBond(chain.last, atom, 2 * order, symbol.leftStereo());
        }
        chain.last = atom;
        chain.next(capacity - order);
    }

    private SelfiesException error(SymbolReader symbols, String reason) {
        return new SelfiesException(SelfiesException.Kind.SELFIES, selfies, symbols.position(), reason);
    }

    private void makeRings() {
        int[] made = new int[graph.atoms().size()];
        for (Ring ring : rings) {
            Atom left = ring.left;
            Atom right = ring.right;
            int leftFree = constraints.capacity(left) - left.bonds();
            int rightFree = constraints.capacity(right) - right.bonds();
            if (left == right || leftFree <= 0 || rightFree <= 0) {
                continue;
            }
            int order = Math.min(ring.order, Math.min(leftFree, rightFree));
            Bond bond = MolGraph.bondBetween(left, right);
            if (bond != null) {
                MolGraph.setOrder(bond, 2 * Math.min(3, order + bond.order()));
            } else {
                graph.insertRing(
                        left,
                        made[left.index]++,
                        right,
                        made[right.index]++,
                        2 * order,
                        ring.symbol.leftStereo(),
                        ring.symbol.rightStereo());
            }
        }
    }
}
