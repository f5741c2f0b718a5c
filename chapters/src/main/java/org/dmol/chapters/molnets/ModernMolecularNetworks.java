package org.dmol.chapters.molnets;

import java.util.List;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Step;

/** Chapter 19, Modern Molecular NNs: what messages cannot see, features that turn, and small neural potentials. */
public final class ModernMolecularNetworks extends Chapter {
    private final ClusterSteps clusters = new ClusterSteps();

    public ModernMolecularNetworks() {
        super("19", "molnets", "Modern Molecular NNs");
        about(
                "Two molecules that messages cannot tell apart, features of the atomic cluster expansion, and potentials with and without vectors on Lennard-Jones clusters.");
        takes(120, 20);
        option("space-cutoff", "distance within which atoms without a bond are joined in the drawing, Å", "2");
        option("clusters", "numbers of clusters to train on", "25,60,150,400");
        option("steps", "steps of each training of a potential", "2000");
        MethanolFragments methanol = new MethanolFragments();
        FragmentPictures pictures = new FragmentPictures(methanol);
        steps(
                Step.of("19.1", "Look-alikes", "decalin and bicyclopentyl", LookAlikes::drawings)
                        .alone(),
                Step.of("19.2", "Methanol", "a molecule as arrays", methanol::graph)
                        .alone(),
                Step.of("19.3", "Features that turn", "fragments in boxes", pictures::drawing)
                        .alone(),
                Step.of("19.4", "Layers", "neighbours are averaged, fragment by fragment", pictures::animation)
                        .alone(),
                Step.of("19.5", "The ACE feature", "and how it turns", AceSteps::features)
                        .alone(),
                Step.of("19.6", "Colours", "the Weisfeiler-Lehman test", LookAlikes::colours)
                        .alone(),
                Step.of("19.7", "Messages", "what a network needs to tell them apart", LookAlikeMessages::compare)
                        .alone(),
                Step.of("19.8", "Body order", "what sums and products see of an angle", AceSteps::bodyOrder)
                        .alone(),
                Step.of("19.9", "Lennard-Jones clusters", "energies and forces to learn", clusters::sample)
                        .alone(),
                Step.of("19.10", "Potentials", "scalars, vectors, coordinates; by number of clusters", clusters::learn)
                        .after("19.9"),
                Step.of("19.11", "Symmetry", "of the trained potentials", clusters::symmetry)
                        .after("19.10"),
                Step.of("19.12", "Triples", "one round of messages and an energy of angles", clusters::triples)
                        .after("19.9"));
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new MolnetsCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new MolnetsBench());
    }

    @Override
    protected void close() {
        clusters.close();
    }

    public static void main(String[] args) {
        new ModernMolecularNetworks().launch(args);
    }
}
