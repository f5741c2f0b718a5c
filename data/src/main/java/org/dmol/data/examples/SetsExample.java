package org.dmol.data.examples;

import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.data.DataException;
import org.dmol.data.DataStore;
import org.dmol.data.RowError;
import org.dmol.data.Split;
import org.dmol.data.Splits;
import org.dmol.data.sets.AqSolDb;
import org.dmol.data.sets.Bbbp;
import org.dmol.data.sets.MolecularDynamics;
import org.dmol.data.sets.Qm9;

/** Data sets: finding, reading and splitting them. Prints what {@code data/README.md} shows. */
public final class SetsExample {
    private SetsExample() {}

    /** Runs the example. */
    public static void main(String[] args) {
        DataStore store = DataStore.standard();

        // Typed rows and arrays; the file is found or downloaded, and its SHA-256 checked
        AqSolDb water = AqSolDb.load(store);
        System.out.println(
                water.rows().get(0).smiles() + " " + water.rows().get(0).solubilityLogMolPerL());
        System.out.println(
                water.features().describe() + " " + water.solubility().describe());
        System.out.println(RowError.summary(water.rejected()) + "; stand-in: " + water.isStandIn());

        // Splits by order, at random, by class, by group, by scaffold, in folds: seeded, the same every time
        Split split = Splits.random(water.size(), 0.1, 0.1, 0);
        Nd train = water.features().take(split.train());
        System.out.println(train.describe() + " " + Arrays.toString(Arrays.copyOf(split.test(), 4)));
        Bbbp brain = Bbbp.load(store);
        Split even = Splits.stratified(brain.integers(Bbbp.Compound::crosses), 0.2, 0, 0);
        System.out.println(even.train().length + " " + even.test().length);

        // Geometries and energies, with their units
        Qm9 molecules = Qm9.load(store);
        System.out.println(molecules.geometries().numbers(0) + " "
                + molecules.geometries().coordinates(0).describe());
        System.out.println(molecules.property(Qm9.Property.U0)[0] + " " + Qm9.Property.U0.unit());
        MolecularDynamics ethanol = MolecularDynamics.loadEthanol(store);
        System.out.println(ethanol.forcesKcalPerMolAngstrom().describe());

        // One sentence says what is wrong
        try {
            store.get("aqsol");
        } catch (DataException e) {
            System.out.println(e.getMessage());
        }
    }
}
