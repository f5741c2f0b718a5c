package org.dmol.data.molecules;

import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IDoubleBondStereochemistry.Conformation;
import org.openscience.cdk.interfaces.ITetrahedralChirality;
import org.openscience.cdk.silent.Atom;
import org.openscience.cdk.silent.PseudoAtom;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.stereo.DoubleBondStereochemistry;
import org.openscience.cdk.stereo.TetrahedralChirality;

/** Our arrays as a CDK molecule. */
final class CdkContainer {
    private static final IBond.Order[] ORDERS = {
        IBond.Order.UNSET,
        IBond.Order.SINGLE,
        IBond.Order.DOUBLE,
        IBond.Order.TRIPLE,
        IBond.Order.QUADRUPLE,
        IBond.Order.UNSET,
        IBond.Order.SINGLE
    };

    private CdkContainer() {}

    static IAtomContainer of(Molecule m) {
        IAtomContainer c = SilentChemObjectBuilder.getInstance().newAtomContainer();
        IAtom[] atoms = new IAtom[m.atomCount()];
        for (int i = 0; i < atoms.length; i++) {
            atoms[i] = atom(m, i);
        }
        c.setAtoms(atoms);
        IBond[] bonds = new IBond[m.bondCount()];
        for (int b = 0; b < bonds.length; b++) {
            c.addBond(m.bondBegin(b), m.bondEnd(b), ORDERS[m.kekuleOrder(b)]);
            bonds[b] = c.getBond(b);
            bonds[b].setIsAromatic(m.bondType(b) == BondType.AROMATIC);
            bonds[b].setIsInRing(m.bondInRing(b));
        }
        for (int i = 0; i < atoms.length; i++) {
            atoms[i] = c.getAtom(i);
        }
        for (Stereo.Center center : m.stereo().centers()) {
            c.addStereoElement(tetrahedral(center, atoms));
        }
        for (Stereo.DoubleBond bond : m.stereo().doubleBonds()) {
            IBond focus = bonds[bond.bond()];
            IBond left = c.getBond(focus.getBegin(), atoms[bond.left()]);
            IBond right = c.getBond(focus.getEnd(), atoms[bond.right()]);
            c.addStereoElement(new DoubleBondStereochemistry(
                    focus, new IBond[] {left, right}, bond.together() ? Conformation.TOGETHER : Conformation.OPPOSITE));
        }
        return c;
    }

    private static IAtom atom(Molecule m, int i) {
        int z = m.atomicNumber(i);
        IAtom a = z == 0 ? new PseudoAtom("*") : new Atom(z);
        a.setImplicitHydrogenCount(m.implicitHydrogens(i));
        a.setFormalCharge(m.charge(i));
        if (m.isotope(i) != 0) {
            a.setMassNumber(m.isotope(i));
        }
        if (m.atomMap(i) != 0) {
            a.setMapIdx(m.atomMap(i));
        }
        a.setIsAromatic(m.aromatic(i));
        a.setIsInRing(m.inRing(i));
        return a;
    }

    private static TetrahedralChirality tetrahedral(Stereo.Center center, IAtom[] atoms) {
        IAtom[] carriers = new IAtom[4];
        for (int k = 0; k < 4; k++) {
            int c = center.carriers()[k];
            carriers[k] = c < 0 ? atoms[center.atom()] : atoms[c];
        }
        return new TetrahedralChirality(
                atoms[center.atom()],
                carriers,
                center.clockwise()
                        ? ITetrahedralChirality.Stereo.CLOCKWISE
                        : ITetrahedralChirality.Stereo.ANTI_CLOCKWISE);
    }
}
