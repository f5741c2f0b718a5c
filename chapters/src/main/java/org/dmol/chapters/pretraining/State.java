package org.dmol.chapters.pretraining;

import java.util.ArrayList;
import java.util.List;
import org.dmol.chapters.Run;
import org.dmol.data.DataStore;
import org.dmol.data.Split;
import org.dmol.data.Splits;
import org.dmol.data.molecules.MoleculeBatch;
import org.dmol.data.molecules.Scaffolds;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.sets.AqSolDb;

/** What the steps of the chapter hand to each other. */
final class State {
    /** Splits by scaffold are repeated this often. */
    static final int SCAFFOLD_REPEATS = 3;

    AqSolDb set;
    List<Sample> samples;
    List<Sample> byScaffold;
    Corpus corpus;
    SmilesTokens tokens;
    List<int[]> sequences;
    Networks networks;
    Downstream downstream;

    /** Reads the labels and draws the samples. */
    void draw(DataStore store, long seed, int repeats) {
        set = AqSolDb.load(store);
        samples = new ArrayList<>();
        byScaffold = new ArrayList<>();
        for (int k = 0; k < repeats; k++) {
            Sample s = Sample.draw(set.size(), seed + k);
            samples.add(s);
            if (k < SCAFFOLD_REPEATS) {
                byScaffold.add(scaffoldSplit(s));
            }
        }
    }

    /** The same molecules, those of rare ring systems to test. */
    private Sample scaffoldSplit(Sample s) {
        int[] rows = new int[s.train().length + s.test().length];
        System.arraycopy(s.train(), 0, rows, 0, s.train().length);
        System.arraycopy(s.test(), 0, rows, s.train().length, s.test().length);
        String[] all = set.smiles();
        List<String> smiles =
                java.util.Arrays.stream(rows).mapToObj(r -> all[r].strip()).toList();
        MoleculeBatch batch = Smiles.parseAll(smiles);
        int[] kept = java.util.Arrays.stream(batch.rows()).map(i -> rows[i]).toArray();
        String[] keys = batch.molecules().stream().map(Scaffolds::key).toArray(String[]::new);
        Split split = Splits.scaffold(keys, (double) s.test().length / rows.length, 0);
        return new Sample(pick(kept, split.train()), pick(kept, split.test()));
    }

    private static int[] pick(int[] rows, int[] places) {
        return java.util.Arrays.stream(places).map(i -> rows[i]).toArray();
    }

    /** All test molecules, of every split. */
    List<Sample> everyTest() {
        List<Sample> all = new ArrayList<>(samples);
        all.addAll(byScaffold);
        return all;
    }

    /** Reads the corpus and numbers its tokens. */
    void read(DataStore store, int size, long seed) {
        corpus = Corpus.of(store, set, everyTest(), size, seed);
        tokens = SmilesTokens.of(corpus.smiles());
        sequences = tokens.sequences(
                java.util.Arrays.stream(set.smiles()).map(String::strip).toList());
    }

    /** A whole number of at least 1. */
    static int count(Run run, String option) {
        double n = run.number(option);
        if (n < 1 || n != Math.rint(n) || n > 1e9) {
            throw new IllegalArgumentException(
                    "Option " + option + " must be a whole number from 1, not " + run.option(option) + ".");
        }
        return (int) n;
    }

    void close() {
        if (networks != null) {
            networks.close();
        }
    }
}
