package org.dmol.chapters.libraries;

import java.util.List;
import java.util.Locale;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Timings;
import org.dmol.data.molecules.GraphBench;
import org.dmol.data.molecules.GraphBench.Rate;

/** SMILES to graphs beside RDKit from Python. */
final class MoleculeGraphsBench implements Bench {
    @Override
    public String name() {
        return "molecule-graphs";
    }

    @Override
    public String title() {
        return "SMILES to one-hot nodes and adjacency, hydrogens included (data)";
    }

    @Override
    public void run(Timings timings) throws Exception {
        List<String> smiles = ZincSmiles.load(timings.settings());
        Rate one = GraphBench.java(smiles, 1);
        Rate two = GraphBench.java(smiles, 2);
        Rate python = GraphBench.python(
                smiles.subList(0, Math.min(2_000, smiles.size())),
                timings.python().interpreter().toString());
        double thousand = 1_000;
        timings.record(
                "1,000 molecules, CPU time, one thread", thousand / one.cpu(), thousand / python.cpu(), "RDKit, NumPy");
        timings.record(
                "1,000 molecules, wall time, one thread", thousand / one.wall(), thousand / python.wall(), "the same");
        timings.record(
                "1,000 molecules, wall time, two threads",
                thousand / two.wall(),
                thousand / python.wall(),
                String.format(
                        Locale.ROOT,
                        "two threads are %.2f times one by the clock, %.2f by CPU time",
                        two.wall() / one.wall(),
                        two.cpu() / one.cpu()));
    }
}
