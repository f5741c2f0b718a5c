package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.List;

/** RDKit's AddHs: hydrogen atoms after all others, grouped by the atom that bears them. */
final class ExplicitHydrogens {
    private ExplicitHydrogens() {}

    static Molecule add(Molecule m) {
        int n = m.atomCount();
        int added = 0;
        for (int i = 0; i < n; i++) {
            added += m.implicitHydrogens(i);
        }
        Draft d = new Draft(m.smiles(), Math.max(n, m.bondCount()) + added);
        d.atoms = n + added;
        for (int i = 0; i < n; i++) {
            d.z[i] = m.atomicNumber(i);
            d.charge[i] = m.charge(i);
            d.isotope[i] = m.isotope(i);
            d.map[i] = m.atomMap(i);
            d.aromatic[i] = m.aromatic(i);
            d.ringAtom[i] = m.inRing(i);
        }
        d.bonds = m.bondCount();
        for (int b = 0; b < d.bonds; b++) {
            d.begin[b] = m.bondBegin(b);
            d.end[b] = m.bondEnd(b);
            d.order[b] = (byte) m.kekuleOrder(b);
            d.aromaticBond[b] = m.bondType(b) == BondType.AROMATIC;
            d.ringBond[b] = m.bondInRing(b);
        }
        int[] firstHydrogen = new int[n];
        int h = n;
        for (int i = 0; i < n; i++) {
            firstHydrogen[i] = h;
            for (int k = 0; k < m.implicitHydrogens(i); k++) {
                d.z[h] = 1;
                d.begin[d.bonds] = i;
                d.end[d.bonds] = h++;
                d.order[d.bonds++] = Draft.SINGLE;
            }
        }
        d.index();
        return new Molecule(d, stereo(m, firstHydrogen), m);
    }

    private static Stereo stereo(Molecule m, int[] firstHydrogen) {
        if (m.stereo().centers().isEmpty()) {
            return m.stereo();
        }
        List<Stereo.Center> centers = new ArrayList<>();
        for (Stereo.Center c : m.stereo().centers()) {
            int[] carriers = c.carriers().clone();
            for (int k = 0; k < carriers.length; k++) {
                if (carriers[k] < 0 && m.implicitHydrogens(c.atom()) > 0) {
                    carriers[k] = firstHydrogen[c.atom()];
                }
            }
            centers.add(new Stereo.Center(c.atom(), carriers, c.clockwise()));
        }
        return new Stereo(centers, m.stereo().doubleBonds());
    }
}
