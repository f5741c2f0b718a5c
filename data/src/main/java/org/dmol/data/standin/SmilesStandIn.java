package org.dmol.data.standin;

import java.io.IOException;
import java.nio.file.Path;
import org.dmol.array.NumpyRandom;
import org.dmol.data.StandIn;

/** Distinct drug-like SMILES, one a line. */
record SmilesStandIn(int rows) implements StandIn {
    @Override
    public String description() {
        return "Its molecules come from a small grammar of rings, links and groups.";
    }

    @Override
    public void write(Path file, NumpyRandom random) throws IOException {
        String all = String.join(
                "\n",
                Stand.molecules(rows, new MoleculeGrammar(random, 1, 4)::next).keySet());
        Stand.write(file, all + "\n");
    }
}
