package org.dmol.data.descriptors;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rings that RDKit counts: a smallest set of smallest rings by its variant of Figueras's algorithm (J. Chem. Inf. Comput. Sci. 1996,
 * 36, 986), plus the rings of equal size that could replace one of the set. Written after RDKit's FindRings (BSD 3-clause).
 */
final class Rings {
    private final Topology t;
    private final boolean[] active;
    private final int[] degree;
    private final Set<BitSet> seen = new HashSet<>();
    private final List<int[]> rings = new ArrayList<>();
    private final List<int[]> extra = new ArrayList<>();
    private final boolean[] ringBond;
    private final boolean[] ringAtom;
    private List<int[]> found = new ArrayList<>();

    private Rings(Topology t) {
        this.t = t;
        this.active = new boolean[t.bonds];
        this.degree = new int[t.atoms];
        this.ringBond = new boolean[t.bonds];
        this.ringAtom = new boolean[t.atoms];
        Arrays.fill(active, true);
        Arrays.setAll(degree, t::degree);
    }

    /** The bonds of each ring. */
    static List<int[]> of(Topology t) {
        if (t.bonds == 0) {
            return List.of();
        }
        Rings search = new Rings(t);
        for (int[] fragment : search.fragments()) {
            search.search(fragment);
        }
        return search.symmetrised();
    }

    private List<int[]> fragments() {
        int[] label = new int[t.atoms];
        Arrays.fill(label, -1);
        List<List<Integer>> parts = new ArrayList<>();
        for (int i = 0; i < t.atoms; i++) {
            if (label[i] < 0) {
                label[i] = parts.size();
                parts.add(new ArrayList<>());
                Deque<Integer> queue = new ArrayDeque<>(List.of(i));
                while (!queue.isEmpty()) {
                    for (int j : t.neighbour[queue.poll()]) {
                        if (label[j] < 0) {
                            label[j] = label[i];
                            queue.add(j);
                        }
                    }
                }
            }
            parts.get(label[i]).add(i);
        }
        return parts.stream()
                .map(p -> p.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private void search(int[] fragment) {
        int fragmentBonds = Arrays.stream(fragment).map(t::degree).sum() / 2;
        int expected = fragmentBonds - fragment.length + 1;
        if (expected < 1) {
            return;
        }
        found = new ArrayList<>();
        TreeSet<Integer> changed = new TreeSet<>();
        for (int a : fragment) {
            if (degree[a] < 2) {
                changed.add(a);
            }
        }
        BitSet done = new BitSet();
        while (done.cardinality() < fragment.length) {
            while (!changed.isEmpty()) {
                int a = changed.pollFirst();
                if (!done.get(a)) {
                    done.set(a);
                    trim(a, changed, degree, active);
                }
            }
            int[] chainAtoms = chainAtoms(fragment);
            if (chainAtoms.length > 0) {
                fromChainAtoms(chainAtoms);
                for (int a : chainAtoms) {
                    done.set(a);
                    trim(a, changed, degree, active);
                }
            } else if (done.cardinality() < fragment.length) {
                int branch = Arrays.stream(fragment)
                        .filter(a -> degree[a] == 3)
                        .findFirst()
                        .orElse(-1);
                if (branch < 0) {
                    break;
                }
                fromBranchAtom(branch);
                done.set(branch);
                trim(branch, changed, degree, active);
            }
        }
        if (found.size() < expected) {
            closeRemaining(fragment);
        }
        if (found.size() > expected) {
            removeExtra();
        }
        rings.addAll(found);
    }

    private void trim(int atom, Set<Integer> changed, int[] degrees, boolean[] bonds) {
        for (int b : t.bond[atom]) {
            if (bonds[b]) {
                int other = t.other(b, atom);
                if (degrees[other] <= 2) {
                    changed.add(other);
                }
                bonds[b] = false;
                degrees[other]--;
                degrees[atom]--;
            }
        }
    }

    /** One atom of degree 2 from each chain of such atoms. */
    private int[] chainAtoms(int[] fragment) {
        boolean[] covered = new boolean[t.atoms];
        List<Integer> picked = new ArrayList<>();
        for (int a : fragment) {
            if (degree[a] == 2 && !covered[a]) {
                picked.add(a);
                covered[a] = true;
                Deque<Integer> stack = new ArrayDeque<>(List.of(a));
                while (!stack.isEmpty()) {
                    int at = stack.pop();
                    for (int b : t.bond[at]) {
                        int other = t.other(b, at);
                        if (active[b] && !covered[other] && degree[other] == 2) {
                            covered[other] = true;
                            stack.push(other);
                        }
                    }
                }
            }
        }
        return picked.stream().mapToInt(Integer::intValue).toArray();
    }

    private void fromChainAtoms(int[] chainAtoms) {
        Map<BitSet, List<Integer>> finders = new LinkedHashMap<>();
        Map<Integer, List<Integer>> sameRing = new HashMap<>();
        for (int a : chainAtoms) {
            List<int[]> smallest = RingSearch.smallest(t, a, active, -1);
            for (int[] ring : smallest) {
                keep(ring, true);
                List<Integer> others = finders.computeIfAbsent(bits(ring), k -> new ArrayList<>());
                for (int other : others) {
                    if (other != a) {
                        sameRing.computeIfAbsent(a, k -> new ArrayList<>()).add(other);
                        sameRing.computeIfAbsent(other, k -> new ArrayList<>()).add(a);
                    }
                }
                others.add(a);
            }
            if (smallest.isEmpty()) {
                TreeSet<Integer> changed = new TreeSet<>(List.of(a));
                while (!changed.isEmpty()) {
                    trim(changed.pollFirst(), changed, degree, active);
                }
            }
        }
        for (List<Integer> duplicates : finders.values()) {
            if (duplicates.size() > 1) {
                behindDuplicates(duplicates, sameRing);
            }
        }
    }

    /** Atoms that found one ring may belong to another that shows only once the other finders are cut out. */
    private void behindDuplicates(List<Integer> duplicates, Map<Integer, List<Integer>> sameRing) {
        List<int[]> candidates = new ArrayList<>();
        for (int a : duplicates) {
            int[] degrees = degree.clone();
            boolean[] bonds = active.clone();
            for (int other : sameRing.getOrDefault(a, List.of())) {
                trim(other, new HashSet<>(), degrees, bonds);
            }
            candidates.addAll(RingSearch.smallest(t, a, bonds, -1));
        }
        int least = candidates.stream().mapToInt(r -> r.length).min().orElse(0);
        for (int[] ring : candidates) {
            if (ring.length == least) {
                keep(ring, false);
            }
        }
    }

    private void fromBranchAtom(int a) {
        List<int[]> smallest = RingSearch.smallest(t, a, active, -1);
        smallest.forEach(ring -> keep(ring, false));
        if (smallest.isEmpty() || smallest.size() >= 3) {
            return;
        }
        for (int b : t.bond[a]) {
            int other = t.other(b, a);
            // Further rings must avoid a neighbour that all rings so far go through.
            if (active[b] && smallest.stream().allMatch(ring -> contains(ring, other))) {
                RingSearch.smallest(t, a, active, other).forEach(ring -> keep(ring, false));
            }
        }
    }

    private static boolean contains(int[] ring, int atom) {
        return Arrays.stream(ring).anyMatch(i -> i == atom);
    }

    private boolean keep(int[] ring, boolean mark) {
        if (!seen.add(bits(ring))) {
            return false;
        }
        found.add(ring);
        if (mark) {
            for (int b : bondsOf(ring)) {
                ringBond[b] = true;
            }
            for (int a : ring) {
                ringAtom[a] = true;
            }
        }
        return true;
    }

    /** In some fused systems rings are missed: closes bonds between ring atoms that are in no ring yet. */
    private void closeRemaining(int[] fragment) {
        Set<Integer> members = new HashSet<>();
        Arrays.stream(fragment).forEach(members::add);
        for (int b = 0; b < t.bonds; b++) {
            if (members.contains(t.begin[b]) && !ringBond[b] && ringAtom[t.begin[b]] && ringAtom[t.end[b]]) {
                int[] ring = RingSearch.closing(t, t.begin[b], t.end[b], ringAtom, seen);
                if (ring != null) {
                    keep(ring, true);
                }
            }
        }
    }

    private static BitSet bits(int[] ring) {
        BitSet set = new BitSet();
        for (int i : ring) {
            set.set(i);
        }
        return set;
    }

    private int[] bondsOf(int[] ring) {
        int[] out = new int[ring.length];
        for (int i = 0; i < ring.length; i++) {
            int from = ring[i];
            int to = ring[(i + 1) % ring.length];
            for (int b : t.bond[from]) {
                if (t.other(b, from) == to) {
                    out[i] = b;
                }
            }
        }
        return out;
    }

    /** Moves rings all of whose bonds are in smaller or equal ones to {@link #extra}. */
    private void removeExtra() {
        List<int[]> sorted = new ArrayList<>(found);
        sorted.sort((a, b) -> Integer.compare(a.length, b.length));
        List<BitSet> bonds = sorted.stream().map(r -> bits(bondsOf(r))).toList();
        int n = sorted.size();
        boolean[] available = new boolean[n];
        boolean[] kept = new boolean[n];
        Arrays.fill(available, true);
        BitSet union = new BitSet();
        for (int i = 0; i < n; i++) {
            if (!available[i] || subset(bonds.get(i), union)) {
                continue;
            }
            union.or(bonds.get(i));
            kept[i] = true;
            available[i] = false;
            while (true) {
                int best = -1;
                int overlap = -1;
                for (int j = i + 1; j < n && sorted.get(j).length == sorted.get(i).length; j++) {
                    if (available[j]) {
                        BitSet common = (BitSet) bonds.get(j).clone();
                        common.and(union);
                        if (common.cardinality() > overlap) {
                            overlap = common.cardinality();
                            best = j;
                        }
                    }
                }
                if (best < 0) {
                    break;
                }
                available[best] = false;
                if (!subset(bonds.get(best), union)) {
                    kept[best] = true;
                    union.or(bonds.get(best));
                }
            }
        }
        found = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            (kept[i] ? found : extra).add(sorted.get(i));
        }
    }

    private static boolean subset(BitSet a, BitSet b) {
        BitSet rest = (BitSet) a.clone();
        rest.andNot(b);
        return rest.isEmpty();
    }

    /** The set and the extra rings that share a bond with a ring of their size and have all bonds that only that ring provides. */
    private List<int[]> symmetrised() {
        List<int[]> out = new ArrayList<>();
        int[] count = new int[t.bonds];
        for (int[] ring : rings) {
            int[] b = bondsOf(ring);
            out.add(b);
            for (int i : b) {
                count[i]++;
            }
        }
        int base = out.size();
        for (int[] candidate : extra) {
            int[] b = bondsOf(candidate);
            BitSet own = bits(b);
            for (int[] ring : out.subList(0, base)) {
                if (ring.length == b.length
                        && Arrays.stream(ring).anyMatch(own::get)
                        && Arrays.stream(ring).allMatch(i -> count[i] != 1 || own.get(i))) {
                    out.add(b);
                    break;
                }
            }
        }
        return out;
    }
}
