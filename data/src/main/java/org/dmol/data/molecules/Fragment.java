package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.List;

/** Part of a molecule as a molecule. */
final class Fragment {
    private Fragment() {}

    /** A connected part, with its stereo. */
    static Molecule of(Molecule m, int[] atoms) {
        boolean[] keep = new boolean[m.atomCount()];
        for (int a : atoms) {
            keep[a] = true;
        }
        return build(m, keep, m.stereo());
    }

    /** Any part: cut bonds become hydrogens; stereo is dropped. */
    static Molecule cut(Molecule m, boolean[] keep) {
        return build(m, keep, Stereo.NONE);
    }

    /** Any part with the given stereo elements, as far as they lie in it; cut bonds become hydrogens. */
    static Molecule build(Molecule m, boolean[] keep, Stereo elements) {
        int[] target = new int[m.atomCount()];
        int n = 0;
        for (int i = 0; i < target.length; i++) {
            target[i] = keep[i] ? n++ : -1;
        }
        Draft d = new Draft(m.smiles(), Math.max(n, m.bondCount()));
        d.atoms = n;
        for (int i = 0; i < target.length; i++) {
            int t = target[i];
            if (t >= 0) {
                d.z[t] = m.atomicNumber(i);
                d.charge[t] = m.charge(i);
                d.isotope[t] = m.isotope(i);
                d.map[t] = m.atomMap(i);
                d.hydrogens[t] = m.implicitHydrogens(i);
                d.aromatic[t] = m.aromatic(i);
            }
        }
        int[] newBond = new int[m.bondCount()];
        for (int b = 0; b < m.bondCount(); b++) {
            int begin = target[m.bondBegin(b)];
            int end = target[m.bondEnd(b)];
            int order = m.kekuleOrder(b);
            if (begin >= 0 && end >= 0) {
                newBond[b] = d.bonds;
                d.aromaticBond[d.bonds] = m.bondType(b) == BondType.AROMATIC;
                d.addKept(begin, end, (byte) order);
            } else if (begin >= 0 || end >= 0) {
                d.hydrogens[Math.max(begin, end)] += order == Draft.DATIVE ? 0 : order;
            }
        }
        d.index();
        RingBonds.mark(d);
        return new Molecule(d, elements.isEmpty() ? elements : stereo(m, elements, target, newBond), null);
    }

    private static Stereo stereo(Molecule m, Stereo elements, int[] target, int[] newBond) {
        List<Stereo.Center> centers = new ArrayList<>();
        for (Stereo.Center c : elements.centers()) {
            if (target[c.atom()] >= 0) {
                int[] carriers = c.carriers().clone();
                for (int k = 0; k < carriers.length; k++) {
                    carriers[k] = carriers[k] < 0 ? -1 : target[carriers[k]];
                }
                centers.add(new Stereo.Center(target[c.atom()], carriers, c.clockwise()));
            }
        }
        List<Stereo.DoubleBond> bonds = new ArrayList<>();
        for (Stereo.DoubleBond b : elements.doubleBonds()) {
            if (target[m.bondBegin(b.bond())] >= 0) {
                bonds.add(new Stereo.DoubleBond(newBond[b.bond()], target[b.left()], target[b.right()], b.together()));
            }
        }
        return new Stereo(centers, bonds);
    }
}
