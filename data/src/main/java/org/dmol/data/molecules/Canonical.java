package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Canonical and random SMILES: fragment by fragment, atoms visited by rank; ties that matter for stereo are tried all. */
final class Canonical {
    private static final int MAX_LEAVES = 200;

    private Molecule m;
    private final boolean kekule;
    private Stereo stereo;
    private boolean exhaustive;
    private int leaves;
    private String best;

    private Canonical(Molecule m, boolean kekule) {
        this.m = m;
        this.kekule = kekule;
    }

    static String smiles(Molecule molecule, SmilesFormat format) {
        List<int[]> parts = molecule.fragments();
        List<String> texts = new ArrayList<>();
        SplittableRandom random =
                format.seed().isPresent() ? new SplittableRandom(format.seed().getAsLong()) : null;
        for (int[] part : parts) {
            Molecule m = parts.size() == 1 ? molecule : Fragment.of(molecule, part);
            Canonical c = new Canonical(m, format.kekule());
            texts.add(random == null ? c.run(format.stereo()) : c.shuffled(format.stereo(), random));
        }
        if (random == null) {
            Collections.sort(texts);
        }
        return String.join(".", texts);
    }

    private String shuffled(boolean withStereo, SplittableRandom random) {
        int[] rank = new int[m.atomCount()];
        for (int i = 0; i < rank.length; i++) {
            int j = random.nextInt(i + 1);
            rank[i] = rank[j];
            rank[j] = i;
        }
        return new SmilesWriter(m, rank, withStereo ? m.stereo() : Stereo.NONE, kekule).write();
    }

    private String run(boolean withStereo) {
        stereo = withStereo ? m.stereo() : Stereo.NONE;
        Ranks ranks = Ranks.of(m, stereo);
        if (!stereo.isEmpty()) {
            stereo = StereoParity.genuine(m, ranks.rank);
            exhaustive = stereo.centers().stream().anyMatch(c -> StereoParity.tied(c, ranks.rank));
        }
        Molecule folded = withoutIdleHydrogens();
        if (folded != m) {
            m = folded;
            return run(true);
        }
        search(ranks);
        return best;
    }

    /** Hydrogens are atoms where they carry a / mark; once the mark proved to mean nothing they are counts again. */
    private Molecule withoutIdleHydrogens() {
        boolean[] keep = new boolean[m.atomCount()];
        boolean all = true;
        for (int i = 0; i < keep.length; i++) {
            keep[i] = !foldable(i);
            all &= keep[i];
        }
        return all ? m : Fragment.build(m, keep, stereo);
    }

    private boolean foldable(int i) {
        if (m.atomicNumber(i) != 1 || m.degree(i) != 1 || m.isotope(i) != 0 || m.charge(i) != 0 || m.atomMap(i) != 0) {
            return false;
        }
        return m.atomicNumber(m.neighbor(i, 0)) > 1
                && stereo.doubleBonds().stream().noneMatch(b -> b.left() == i || b.right() == i);
    }

    private void search(Ranks ranks) {
        int ringCell = exhaustive ? ranks.firstTie(true) : -1;
        int cell = ringCell >= 0 ? ringCell : ranks.firstTie(false);
        if (cell < 0) {
            leaves++;
            String text = new SmilesWriter(m, ranks.rank, stereo, kekule).write();
            if (best == null || text.compareTo(best) < 0) {
                best = text;
            }
            return;
        }
        for (int member : ranks.members(cell)) {
            // Ties outside rings are symmetric branches: any of them will do.
            Ranks next = ringCell >= 0 ? ranks.copy() : ranks;
            next.single(member);
            search(next);
            if (ringCell < 0 || leaves >= MAX_LEAVES) {
                return;
            }
        }
    }
}
