package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** SMILES text of a connected molecule, atoms visited in order of given ranks. */
final class SmilesWriter {
    private static final String[] BONDS = {"", "-", "=", "#", "", "$", "->"};

    private final Molecule m;
    private final int[] rank;
    private final boolean kekule;
    private final Stereo.Center[] centers;
    private final StringBuilder out = new StringBuilder();
    /** Order of visit, -1 before; depth-first. */
    private final int[] visit;

    private final int[] parent;
    private final List<List<int[]>> closures;
    private final List<List<Integer>> children;
    private final StereoMarks marks;
    private final int[] digit;
    private final List<Boolean> used = new ArrayList<>(List.of(true));

    SmilesWriter(Molecule m, int[] rank, Stereo stereo, boolean kekule) {
        this.m = m;
        this.rank = rank;
        this.kekule = kekule;
        int n = m.atomCount();
        centers = new Stereo.Center[n];
        stereo.centers().forEach(c -> centers[c.atom()] = c);
        visit = new int[n];
        Arrays.fill(visit, -1);
        parent = new int[n];
        closures = new ArrayList<>(n);
        children = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            closures.add(new ArrayList<>(2));
            children.add(new ArrayList<>(3));
        }
        digit = new int[m.bondCount()];
        plan();
        marks = stereo.doubleBonds().isEmpty() ? null : new StereoMarks(m, stereo, visit);
    }

    /** Depth-first walk that fixes the tree and the ring closures; no recursion. */
    private void plan() {
        int n = m.atomCount();
        int root = 0;
        for (int i = 1; i < n; i++) {
            root = rank[i] < rank[root] ? i : root;
        }
        int[] stack = new int[n];
        int[][] todo = new int[n][];
        int[] next = new int[n];
        boolean[] closed = new boolean[m.bondCount()];
        int top = 0;
        int count = 0;
        stack[0] = root;
        parent[root] = -1;
        visit[root] = count++;
        todo[root] = byRank(root);
        while (top >= 0) {
            int a = stack[top];
            if (next[a] == todo[a].length) {
                top--;
                continue;
            }
            int k = todo[a][next[a]++];
            int bond = m.bondOf(a, k);
            int b = m.neighbor(a, k);
            if (visit[b] < 0) {
                parent[b] = bond;
                visit[b] = count++;
                children.get(a).add(b);
                todo[b] = byRank(b);
                stack[++top] = b;
            } else if (bond != parent[a] && !closed[bond]) {
                closed[bond] = true;
                closures.get(b).add(new int[] {a, bond});
                closures.get(a).add(new int[] {b, bond});
            }
        }
        for (List<int[]> list : closures) {
            list.sort((x, y) -> Integer.compare(visit[x[0]], visit[y[0]]));
        }
    }

    private int[] byRank(int atom) {
        int[] slots = new int[m.degree(atom)];
        for (int k = 0; k < slots.length; k++) {
            int j = k;
            while (j > 0 && rank[m.neighbor(atom, slots[j - 1])] > rank[m.neighbor(atom, k)]) {
                slots[j] = slots[j - 1];
                j--;
            }
            slots[j] = k;
        }
        return slots;
    }

    String write() {
        int n = m.atomCount();
        int root = 0;
        for (int i = 0; i < n; i++) {
            root = visit[i] == 0 ? i : root;
        }
        // A stack of atoms to write and, negative, of brackets to close.
        int[] stack = new int[2 * n + 2];
        boolean[] branch = new boolean[n];
        int top = 0;
        stack[0] = root;
        while (top >= 0) {
            int a = stack[top--];
            if (a < 0) {
                out.append(')');
                continue;
            }
            if (branch[a]) {
                out.append('(');
            }
            if (parent[a] >= 0) {
                bond(parent[a], m.bondBegin(parent[a]) == a ? m.bondEnd(parent[a]) : m.bondBegin(parent[a]));
            }
            atom(a);
            List<Integer> list = children.get(a);
            for (int k = list.size() - 1; k >= 0; k--) {
                int child = list.get(k);
                branch[child] = k < list.size() - 1;
                if (branch[child]) {
                    stack[++top] = -1;
                }
                stack[++top] = child;
            }
        }
        return out.toString();
    }

    private void bond(int bond, int from) {
        BondType type = m.bondType(bond);
        int mark = marks == null ? 0 : marks.of(bond, from);
        if (mark != 0) {
            out.append(mark > 0 ? '/' : '\\');
        } else if (type == BondType.DATIVE) {
            out.append(m.bondBegin(bond) == from ? "->" : "<-");
        } else if (kekule) {
            int order = m.kekuleOrder(bond);
            out.append(order == Draft.DOUBLE ? "=" : order == Draft.TRIPLE ? "#" : order == Draft.QUADRUPLE ? "$" : "");
        } else if (type == BondType.SINGLE) {
            out.append(m.aromatic(m.bondBegin(bond)) && m.aromatic(m.bondEnd(bond)) ? "-" : "");
        } else {
            out.append(BONDS[type.index()]);
        }
    }

    private void atom(int a) {
        AtomText.append(out, m, a, kekule, chirality(a));
        for (int[] closure : closures.get(a)) {
            int bond = closure[1];
            if (digit[bond] == 0) {
                int d = 1;
                while (d < used.size() && used.get(d)) {
                    d++;
                }
                if (d == used.size()) {
                    used.add(true);
                }
                used.set(d, true);
                digit[bond] = d;
                bond(bond, a);
            } else {
                used.set(digit[bond], false);
            }
            number(digit[bond]);
        }
    }

    private void number(int d) {
        out.append(d < 10 ? "" : d < 100 ? "%" : "%(").append(d).append(d < 100 ? "" : ")");
    }

    /** "@", "@@" or nothing: the parity of the order of writing against the order of the stereo element. */
    private String chirality(int a) {
        Stereo.Center c = centers[a];
        if (c == null) {
            return "";
        }
        int[] written = new int[4];
        int n = 0;
        if (parent[a] >= 0) {
            written[n++] = m.bondBegin(parent[a]) == a ? m.bondEnd(parent[a]) : m.bondBegin(parent[a]);
        }
        boolean implicit = Arrays.stream(c.carriers()).anyMatch(carrier -> carrier < 0);
        if (implicit && (n == 1 || m.implicitHydrogens(a) > 0)) {
            written[n++] = -1;
            implicit = false;
        }
        for (int[] closure : closures.get(a)) {
            written[n++] = closure[0];
            if (implicit) {
                written[n++] = -1;
                implicit = false;
            }
        }
        for (int child : children.get(a)) {
            written[n++] = child;
            if (implicit) {
                written[n++] = -1;
                implicit = false;
            }
        }
        int inversions = c.clockwise() ? 1 : 0;
        for (int i = 0; i < 4; i++) {
            for (int j = i + 1; j < 4; j++) {
                inversions += position(c.carriers(), written[i]) > position(c.carriers(), written[j]) ? 1 : 0;
            }
        }
        return inversions % 2 == 0 ? "@" : "@@";
    }

    private static int position(int[] list, int value) {
        int i = 0;
        while (list[i] != value) {
            i++;
        }
        return i;
    }
}
