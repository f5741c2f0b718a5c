package org.dmol.data.standin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dmol.array.NumpyRandom;
import org.dmol.data.StandIn;
import org.dmol.data.molecules.Molecule;

/** A table of molecules with labels from a formula and noise. */
record TableStandIn(String header, int rows, double ringy, String formula, Row row) implements StandIn {
    /** Writes a row without the line end. */
    interface Row {
        String of(int number, String smiles, Estimates estimates, NumpyRandom random);
    }

    TableStandIn withRows(int n) {
        return new TableStandIn(header, n, ringy, formula, row);
    }

    @Override
    public String description() {
        return "Its molecules come from a small grammar, its labels from " + formula + " with noise.";
    }

    @Override
    public void write(Path file, NumpyRandom random) throws IOException {
        StringBuilder text = new StringBuilder(header).append('\n');
        Map<String, Molecule> molecules = Stand.molecules(rows, new MoleculeGrammar(random, ringy, 3)::next);
        List<Estimates> estimates =
                molecules.values().parallelStream().map(Estimates::of).toList();
        int number = 0;
        for (String smiles : molecules.keySet()) {
            text.append(row.of(number, smiles, estimates.get(number), random)).append('\n');
            number++;
        }
        Stand.write(file, text);
    }

    /** 1 with the probability that a logistic function gives. */
    static int coin(double logit, NumpyRandom random) {
        return random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
    }

    static String f(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
