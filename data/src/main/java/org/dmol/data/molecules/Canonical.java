package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Canonical SMILES: fragment by fragment, atoms visited by rank; ties that matter for stereo are tried all. */
final class Canonical {
    private static final int MAX_LEAVES = 200;

    private final Molecule m;
    private final boolean kekule;
    private Stereo stereo;
    private boolean exhaustive;
    private int leaves;
    private String best;

    private Canonical(Molecule m, boolean kekule) {
        this.m = m;
        this.kekule = kekule;
    }

    static String smiles(Molecule molecule, boolean withStereo, boolean kekule) {
        List<int[]> parts = molecule.fragments();
        List<String> texts = new ArrayList<>();
        for (int[] part : parts) {
            Molecule m = parts.size() == 1 ? molecule : Fragment.of(molecule, part);
            texts.add(new Canonical(m, kekule).run(withStereo));
        }
        Collections.sort(texts);
        return String.join(".", texts);
    }

    private String run(boolean withStereo) {
        stereo = withStereo ? m.stereo() : Stereo.NONE;
        Ranks ranks = Ranks.of(m, stereo);
        if (!stereo.isEmpty()) {
            stereo = StereoParity.genuine(m, ranks.rank);
            exhaustive = stereo.centers().stream().anyMatch(c -> StereoParity.tied(c, ranks.rank));
        }
        search(ranks);
        return best;
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
