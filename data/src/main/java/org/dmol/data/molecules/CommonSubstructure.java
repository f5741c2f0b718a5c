package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What two molecules have in common: the largest connected set of atoms with the same elements and, between them, the same bonds. The
 * search is McSplit's for connected graphs (McCreesh, Prosser, Trimble, IJCAI 2017); atoms outside that hang on by the same bond as their
 * partners are then added one by one, so that a ring that is open in one of the molecules only loses a bond, not an atom.
 */
public final class CommonSubstructure {
    /** Search nodes after which the best set so far is taken. */
    private static final long LIMIT = 400_000;

    private final Molecule a;
    private final Molecule b;
    private final int[] match;
    private final boolean complete;

    private CommonSubstructure(Molecule a, Molecule b, int[] match, boolean complete) {
        this.a = a;
        this.b = b;
        this.match = match;
        this.complete = complete;
    }

    /** Compares {@code b} with {@code a}. */
    public static CommonSubstructure of(Molecule a, Molecule b) {
        Search search = new Search(a, b);
        search.run();
        int[] match = search.best;
        extend(a, b, match);
        return new CommonSubstructure(a, b, match, search.nodes <= LIMIT);
    }

    /** Number of common atoms. */
    public int size() {
        return (int) IntStream.of(match).filter(i -> i >= 0).count();
    }

    /** For each atom of {@code b} its partner in {@code a}, or -1. */
    public int[] match() {
        return match.clone();
    }

    /** Whether the search came to its end, so that no larger set exists. */
    public boolean isComplete() {
        return complete;
    }

    /** Atoms of {@code b} that have no partner, or whose partner has neighbours of other elements. */
    public int[] changedAtoms() {
        return IntStream.range(0, match.length)
                .filter(i -> match[i] < 0 || !neighbours(a, match[i]).equals(neighbours(b, i)))
                .toArray();
    }

    /** Bonds of {@code b} that {@code a} does not have between the partners of their atoms. */
    public int[] changedBonds() {
        return IntStream.range(0, b.bondCount())
                .filter(k -> {
                    int i = match[b.bondBegin(k)];
                    int j = match[b.bondEnd(k)];
                    return i < 0 || j < 0 || label(a, i, j) != label(b, b.bondBegin(k), b.bondEnd(k));
                })
                .toArray();
    }

    private static List<String> neighbours(Molecule m, int i) {
        return IntStream.range(0, m.degree(i))
                .mapToObj(k -> m.symbol(m.neighbor(i, k)))
                .sorted()
                .toList();
    }

    /** 0 without a bond, otherwise a number for its type. */
    private static int label(Molecule m, int i, int j) {
        int bond = m.bondBetween(i, j);
        return bond < 0 ? 0 : m.bondType(bond).ordinal() + 1;
    }

    private static void extend(Molecule a, Molecule b, int[] match) {
        boolean[] taken = new boolean[a.atomCount()];
        IntStream.of(match).filter(i -> i >= 0).forEach(i -> taken[i] = true);
        boolean found = true;
        while (found) {
            found = false;
            for (int j = 0; j < match.length; j++) {
                int i = match[j] < 0 ? partner(a, b, match, taken, j) : -1;
                if (i >= 0) {
                    match[j] = i;
                    taken[i] = true;
                    found = true;
                }
            }
        }
    }

    /** A free atom of a that is bonded to the partner of a neighbour of j as j is to that neighbour. */
    private static int partner(Molecule a, Molecule b, int[] match, boolean[] taken, int j) {
        for (int k = 0; k < b.degree(j); k++) {
            int p = match[b.neighbor(j, k)];
            for (int n = 0; p >= 0 && n < a.degree(p); n++) {
                int i = a.neighbor(p, n);
                if (!taken[i]
                        && a.atomicNumber(i) == b.atomicNumber(j)
                        && label(a, p, i) == label(b, b.neighbor(j, k), j)) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Atoms of both molecules that are bonded alike to everything matched so far; adjacent if to anything at all. */
    private record LabelClass(int[] left, int[] right, boolean adjacent) {}

    private static final class Search {
        private final int[][] labelA;
        private final int[][] labelB;
        private final Molecule a;
        private final Molecule b;
        private final int[] now;
        private int[] best;
        private int bestSize;
        private long nodes;

        Search(Molecule a, Molecule b) {
            this.a = a;
            this.b = b;
            this.labelA = labels(a);
            this.labelB = labels(b);
            this.now = new int[b.atomCount()];
            Arrays.fill(now, -1);
            this.best = now.clone();
        }

        private static int[][] labels(Molecule m) {
            int[][] out = new int[m.atomCount()][m.atomCount()];
            for (int k = 0; k < m.bondCount(); k++) {
                int type = m.bondType(k).ordinal() + 1;
                out[m.bondBegin(k)][m.bondEnd(k)] = type;
                out[m.bondEnd(k)][m.bondBegin(k)] = type;
            }
            return out;
        }

        void run() {
            List<LabelClass> classes = new ArrayList<>();
            int[] elements = IntStream.range(0, a.atomCount())
                    .map(a::atomicNumber)
                    .distinct()
                    .toArray();
            for (int z : elements) {
                int[] left = atoms(a, z);
                int[] right = atoms(b, z);
                if (right.length > 0) {
                    classes.add(new LabelClass(left, right, false));
                }
            }
            search(classes, 0);
        }

        private static int[] atoms(Molecule m, int z) {
            return IntStream.range(0, m.atomCount())
                    .filter(i -> m.atomicNumber(i) == z)
                    .toArray();
        }

        private void search(List<LabelClass> classes, int size) {
            if (size > bestSize) {
                bestSize = size;
                best = now.clone();
            }
            if (++nodes > LIMIT) {
                return;
            }
            int bound = size;
            LabelClass chosen = null;
            for (LabelClass c : classes) {
                bound += Math.min(c.left.length, c.right.length);
                if ((size == 0 || c.adjacent) && (chosen == null || width(c) < width(chosen))) {
                    chosen = c;
                }
            }
            if (bound <= bestSize || chosen == null) {
                return;
            }
            int v = branching(chosen.left);
            for (int w : chosen.right) {
                now[w] = v;
                search(split(classes, v, w), size + 1);
                now[w] = -1;
            }
            search(without(classes, chosen, v), size);
        }

        private static int width(LabelClass c) {
            return Math.max(c.left.length, c.right.length);
        }

        /** The atom of highest degree: it splits the others best. */
        private int branching(int[] atoms) {
            int v = atoms[0];
            for (int i : atoms) {
                v = a.degree(i) > a.degree(v) ? i : v;
            }
            return v;
        }

        private static List<LabelClass> without(List<LabelClass> classes, LabelClass chosen, int v) {
            List<LabelClass> out = new ArrayList<>();
            for (LabelClass c : classes) {
                if (c != chosen) {
                    out.add(c);
                } else if (c.left.length > 1) {
                    int[] left = IntStream.of(c.left).filter(i -> i != v).toArray();
                    out.add(new LabelClass(left, c.right, c.adjacent));
                }
            }
            return out;
        }

        private List<LabelClass> split(List<LabelClass> classes, int v, int w) {
            List<LabelClass> out = new ArrayList<>();
            int types = BondType.values().length;
            for (LabelClass c : classes) {
                for (int label = 0; label <= types; label++) {
                    int[] left = select(c.left, labelA[v], label, v);
                    int[] right = left.length == 0 ? left : select(c.right, labelB[w], label, w);
                    if (right.length > 0) {
                        out.add(new LabelClass(left, right, c.adjacent || label > 0));
                    }
                }
            }
            return out;
        }

        private static int[] select(int[] atoms, int[] labels, int label, int except) {
            int[] out = new int[atoms.length];
            int n = 0;
            for (int i : atoms) {
                if (i != except && labels[i] == label) {
                    out[n++] = i;
                }
            }
            return Arrays.copyOf(out, n);
        }
    }
}
