package org.dmol.chapters.molnets;

import com.fasterxml.jackson.databind.JsonNode;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;

/** Both potentials with their forces, ACE features, clusters, colours and methanol beside JAX, NumPy, SciPy, SymPy and RDKit. */
final class MolnetsCheck implements CrossCheck {
    @Override
    public String name() {
        return "molnets";
    }

    @Override
    public String title() {
        return "potentials and forces, ACE features, Lennard-Jones clusters, colour refinement of chapter 19, beside JAX, NumPy and RDKit";
    }

    @Override
    public void run(Checks check) throws Exception {
        JsonNode theirs = check.python().run("molnets.py");
        MolnetsReference.of().forEach(r -> check.exact(r, theirs));
    }
}
