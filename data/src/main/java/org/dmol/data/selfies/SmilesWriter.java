package org.dmol.data.selfies;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes a kekulised {@link MolGraph} as SMILES in the order of its atoms and bonds. */
final class SmilesWriter {
    /** An atom whose bonds are being written. */
    private static final class Frame {
        final Atom atom;
        final boolean branch;
        int next;

        Frame(Atom atom, boolean branch) {
            this.atom = atom;
            this.branch = branch;
        }
    }

    private final StringBuilder out = new StringBuilder();
    private int ringCount;

    private SmilesWriter() {}

    /** The SMILES of the graph; ring numbers are given out once and from the hundredth on written {@code %(100)}. */
    static String write(MolGraph graph) {
        SmilesWriter writer = new SmilesWriter();
        for (Atom root : graph.roots()) {
            if (root != graph.roots().get(0)) {
                writer.out.append('.');
            }
            writer.component(root);
        }
        return writer.out.toString();
    }

    private void component(Atom root) {
        Deque<Frame> stack = new ArrayDeque<>();
        stack.push(new Frame(root, false));
        while (!stack.isEmpty()) {
            Frame frame = stack.peek();
            if (frame.next == 0) {
                atom(frame.atom);
            }
            if (frame.next == frame.atom.out.size()) {
                stack.pop();
                if (frame.branch) {
                    out.append(')');
                }
                continue;
            }
            Bond bond = frame.atom.out.get(frame.next++);
            boolean branch = !bond.isRing() && frame.next < frame.atom.out.size();
            if (branch) {
                out.append('(');
            }
            if (bond.symbol() != 0) {
                out.append(bond.symbol());
            }
            if (bond.isRing()) {
                ring(bond);
            } else {
                stack.push(new Frame(bond.to, branch));
            }
        }
    }

    private void atom(Atom atom) {
        if (atom.needsBrackets()) {
            out.append('[');
            atom.appendTo(out);
            out.append(']');
        } else {
            out.append(atom.element);
        }
    }

    private void ring(Bond bond) {
        if (bond.ringNumber == 0) {
            bond.ringNumber = ++ringCount;
            bond.reverse.ringNumber = bond.ringNumber;
        }
        int number = bond.ringNumber;
        if (number < 10) {
            out.append(number);
        } else if (number < 100) {
            out.append('%').append(number);
        } else {
            out.append("%(").append(number).append(')');
        }
    }
}
