package org.dmol.chapters.sequences;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.data.molecules.InvalidSmilesException;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.selfies.Selfies;
import org.dmol.data.selfies.SelfiesException;
import org.dmol.data.sets.AqSolDb;

/** SMILES and SELFIES side by side: tokens, round trips, and what random damage does to each. */
final class SelfiesSteps {
    private final Supplier<AqSolDb> set;

    SelfiesSteps(Supplier<AqSolDb> set) {
        this.set = set;
    }

    void demonstration(Run run) throws InvalidSmilesException {
        Selfies codec = Selfies.standard();
        Table t = Table.of("SMILES and SELFIES", "SMILES", "SELFIES", "decoded", "canonical");
        for (String smiles : List.of("CO", "c1ccccc1C(=O)O", "C[C@H](N)C(=O)O", "F/C=C/F")) {
            String selfies = codec.encode(smiles);
            String back = codec.decode(selfies);
            String canonical = Smiles.parse(back).canonicalSmiles();
            t.row(smiles, selfies, back, canonical);
            run.check(
                            "round_trip " + smiles,
                            canonical.equals(Smiles.parse(smiles).canonicalSmiles()))
                    .alsoStandIn();
            run.check(
                            "canonical_is_idempotent " + smiles,
                            canonical.equals(Smiles.parse(canonical).canonicalSmiles()))
                    .alsoStandIn();
        }
        run.table(t);
        damage(run, codec);
    }

    private void damage(Run run, Selfies codec) {
        int n = run.shorten(2000, 200);
        Random random = new Random(run.seed());
        List<String> alphabet = new ArrayList<>(codec.robustAlphabet());
        int smilesAlive = 0;
        int selfiesAlive = 0;
        int organicAlive = 0;
        int organic = 0;
        int tried = 0;
        for (int i = 0; tried < n && i < set.get().size(); i++) {
            String smiles = set.get().smiles()[i].strip();
            String selfies;
            try {
                selfies = codec.encode(smiles);
            } catch (SelfiesException e) {
                continue; // some metals have no SELFIES
            }
            tried++;
            char[] c = smiles.toCharArray();
            c[random.nextInt(c.length)] = smiles.charAt(random.nextInt(c.length));
            smilesAlive += parses(new String(c)) ? 1 : 0;
            List<String> symbols = new ArrayList<>(Selfies.split(selfies));
            symbols.set(random.nextInt(symbols.size()), alphabet.get(random.nextInt(alphabet.size())));
            boolean alive = parses(codec.decode(String.join("", symbols)));
            selfiesAlive += alive ? 1 : 0;
            if (!smiles.contains(".") && !smiles.contains("[")) {
                organic++;
                organicAlive += alive ? 1 : 0;
            }
        }
        run.print(
                "%d molecules, one character or symbol replaced; %d of them one organic molecule without ions",
                tried, organic);
        run.metric("smiles_still_valid", (double) smilesAlive / tried).notComparable("depends on the molecules");
        run.metric("selfies_still_valid", (double) selfiesAlive / tried).notComparable("depends on the share of salts");
        run.metric("selfies_still_valid_organic", (double) organicAlive / organic)
                .band(1, 1)
                .alsoQuick()
                .alsoStandIn();
        run.note(
                "The promise holds for atoms in the codec's table of valences. Salts have others, such as [Na+], which it lets have eight bonds; "
                        + "a symbol put beside them can make a molecule that no chemist would draw.");
    }

    private static boolean parses(String smiles) {
        try {
            Molecule m = Smiles.parse(smiles);
            return m.atomCount() > 0;
        } catch (InvalidSmilesException e) {
            return false;
        }
    }
}
