package org.dmol.layers.equivariant;

import java.util.ArrayList;
import java.util.List;

/**
 * An irreducible representation of O(3).
 *
 * @param l degree, 0 or more
 * @param parity 1 (even, "e") or -1 (odd, "o") under inversion
 */
public record Irrep(int l, int parity) implements Comparable<Irrep> {
    public Irrep {
        if (l < 0 || parity * parity != 1) {
            throw new IllegalArgumentException(
                    "An irrep has a degree of 0 or more and parity 1 or -1, not " + l + " and " + parity + ".");
        }
    }

    /** Number of components. */
    public int dim() {
        return 2 * l + 1;
    }

    /** What the product of the two holds, each once. */
    public List<Irrep> times(Irrep other) {
        List<Irrep> out = new ArrayList<>();
        for (int k = Math.abs(l - other.l); k <= l + other.l; k++) {
            out.add(new Irrep(k, parity * other.parity));
        }
        return out;
    }

    @Override
    public int compareTo(Irrep other) {
        int byDegree = Integer.compare(l, other.l);
        // As in e3nn: 0e, 0o, 1o, 1e, 2e, 2o, …
        int natural = l % 2 == 0 ? -1 : 1;
        return byDegree != 0 ? byDegree : natural * Integer.compare(parity, other.parity);
    }

    @Override
    public String toString() {
        return l + (parity > 0 ? "e" : "o");
    }
}
