package org.dmol.data.molecules;

import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/** RDKit's rewriting of hypervalent nitrogen and halogen oxides into charge-separated forms. */
final class CleanUp {
    private CleanUp() {}

    static void apply(IAtomContainer m) {
        for (IAtom atom : m.atoms()) {
            if (charge(atom) != 0) {
                continue;
            }
            switch (atom.getAtomicNumber()) {
                case 7 -> nitrogen(atom);
                case 17, 35, 53 -> halogen(atom);
                default -> {}
            }
        }
    }

    private static void nitrogen(IAtom n) {
        if (bondOrders(n) != 5) {
            return;
        }
        for (IBond bond : n.bonds()) {
            IAtom other = bond.getOther(n);
            if (other.getAtomicNumber() == 8 && bond.getOrder() == IBond.Order.DOUBLE && charge(other) == 0) {
                separate(n, other, bond, IBond.Order.SINGLE);
                return;
            }
        }
        for (IBond bond : n.bonds()) {
            IAtom other = bond.getOther(n);
            if (other.getAtomicNumber() == 7 && bond.getOrder() == IBond.Order.TRIPLE && charge(other) == 0) {
                separate(n, other, bond, IBond.Order.DOUBLE);
                return;
            }
        }
    }

    private static void separate(IAtom plus, IAtom minus, IBond bond, IBond.Order order) {
        bond.setOrder(order);
        plus.setFormalCharge(1);
        minus.setFormalCharge(-1);
    }

    private static void halogen(IAtom x) {
        int v = bondOrders(x);
        if (v != 3 && v != 5 && v != 7) {
            return;
        }
        for (IBond bond : x.bonds()) {
            if (bond.getOther(x).getAtomicNumber() != 8) {
                return;
            }
        }
        int q = 0;
        for (IBond bond : x.bonds()) {
            if (bond.getOrder() == IBond.Order.DOUBLE) {
                bond.setOrder(IBond.Order.SINGLE);
                bond.getOther(x).setFormalCharge(-1);
                q++;
            }
        }
        x.setFormalCharge(q);
    }

    static int bondOrders(IAtom atom) {
        int sum = 0;
        for (IBond bond : atom.bonds()) {
            IBond.Order order = bond.getOrder();
            sum += order == null ? 0 : order.numeric();
        }
        return sum;
    }

    static int charge(IAtom atom) {
        Integer q = atom.getFormalCharge();
        return q == null ? 0 : q;
    }
}
