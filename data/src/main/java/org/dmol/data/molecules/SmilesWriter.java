package org.dmol.data.molecules;

import java.util.Arrays;
import java.util.Comparator;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.graph.GraphUtil;
import org.openscience.cdk.graph.invariant.Canon;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;

/** SMILES text of CDK molecules. */
final class SmilesWriter {
    private static final int FLAVOUR = SmiFlavor.Isomeric | SmiFlavor.UseAromaticSymbols;
    private static final SmilesGenerator IN_ORDER = new SmilesGenerator(FLAVOUR);

    private SmilesWriter() {}

    /** CDK's own canonical SMILES with stereo needs InChI: here the atoms are put in canonical order first. */
    static String canonical(IAtomContainer container) {
        try {
            IAtomContainer m = container.clone();
            long[] labels = Canon.label(m, GraphUtil.toAdjList(m), SmilesGenerator.createComparator(m, FLAVOUR));
            IAtom[] atoms = new IAtom[labels.length];
            for (int i = 0; i < labels.length; i++) {
                atoms[(int) labels[i] - 1] = m.getAtom(i);
            }
            m.setAtoms(atoms);
            IBond[] bonds = new IBond[m.getBondCount()];
            for (int i = 0; i < bonds.length; i++) {
                bonds[i] = m.getBond(i);
            }
            Arrays.sort(
                    bonds,
                    Comparator.comparingInt((IBond b) ->
                                    Math.min(b.getBegin().getIndex(), b.getEnd().getIndex()))
                            .thenComparingInt(b ->
                                    Math.max(b.getBegin().getIndex(), b.getEnd().getIndex())));
            m.setBonds(bonds);
            return IN_ORDER.create(m);
        } catch (CloneNotSupportedException | CDKException e) {
            throw new IllegalStateException("no SMILES can be written for this molecule: " + e.getMessage(), e);
        }
    }
}
