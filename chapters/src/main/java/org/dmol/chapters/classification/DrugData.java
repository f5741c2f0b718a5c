package org.dmol.chapters.classification;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.Settings;
import org.dmol.chapters.cli.Progress;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.ConsoleReport;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.descriptors.DescriptorBlock;
import org.dmol.data.descriptors.DescriptorSet;
import org.dmol.data.descriptors.DescriptorTable;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.MoleculeBatch;
import org.dmol.data.molecules.MoleculeDrawing;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.sets.ClinTox;

/** Steps 1 to 5: drugs, their descriptors, and the book's split in file order. */
final class DrugData {
    /** Rows that RDKit 2022.09, and with it the book, cannot read: a platinum complex, two cobalamins, three pyrazolidinediones. */
    private static final Set<Integer> UNREADABLE = Set.of(7, 302, 983, 984, 1219, 1220);

    private ClinTox set;
    private MoleculeBatch batch;
    private List<Molecule> molecules;
    /** 1 if approved. */
    int[] labels;
    /** All descriptors, NaN where one is missing. */
    DescriptorTable all;
    /** Standardised with all rows, as in the book, float32 [n, d]. */
    Nd x;

    int train;
    /** First weights of the models. */
    Starts starts;

    /** In the order in which the book draws them. */
    record Starts(Nd perceptron, Nd normal, Nd weighted) {
        static Starts draw(long seed, int features) {
            NumpyRandom random = new NumpyRandom(seed);
            return new Starts(
                    random.normal(0, 1, features), random.normal(0, 0.01, features), random.normal(0, 0.01, features));
        }
    }

    /** Steps 1 to 5 without output. */
    static DrugData prepared(Settings settings) {
        Run quiet = new Run(new Classification(), settings, settings.out(), ConsoleReport.silent());
        DrugData data = new DrugData();
        data.load(quiet);
        data.batch = Smiles.parseAll(Arrays.asList(data.set.smiles()));
        data.filter(quiet);
        data.descriptors(quiet);
        data.standardise(quiet);
        return data;
    }

    void load(Run run) {
        set = ClinTox.load(run.store());
        Table head = Table.of("", "smiles", "FDA_APPROVED", "CT_TOX");
        set.rows().stream().limit(5).forEach(d -> head.row(d.smiles(), d.fdaApproved(), d.failedForToxicity()));
        run.table(head);
        long both = set.rows().stream()
                .filter(d -> d.fdaApproved() == 0 && d.failedForToxicity() == 0)
                .count();
        run.metric("rows", set.size()).expected(1484, 0);
        run.metric(
                        "approved",
                        Arrays.stream(set.integers(ClinTox.Drug::fdaApproved)).sum())
                .expected(1390, 0);
        run.metric("neither_approved_nor_toxic", both).expected(0, 0);
        run.corrected(
                "The text says that candidates failed for many reasons, often for lack of effect. In this file every candidate that was not approved failed for toxicity.");
    }

    void parse(Run run) throws IOException {
        batch = Smiles.parseAll(Arrays.asList(set.smiles()));
        Figure fig = new Figure(4.6, 2.4);
        fig.axes()
                .image(MoleculeDrawing.of(Smiles.parse(set.rows().get(0).smiles()))
                        .size(440, 220)
                        .image(2));
        run.figure("first-molecule", fig, "The first molecule, with an attachment point.");
        batch.rejected().forEach(r -> run.print("%s", r));
    }

    void filter(Run run) {
        int[] kept = IntStream.range(0, batch.molecules().size())
                .filter(i -> set.isStandIn() || !UNREADABLE.contains(batch.rows()[i]))
                .toArray();
        molecules = IntStream.of(kept).mapToObj(batch.molecules()::get).toList();
        labels = IntStream.of(kept)
                .map(i -> set.rows().get(batch.rows()[i]).fdaApproved())
                .toArray();
        train = (int) (0.8 * labels.length);
        int[] test = testLabels();
        long positives = Arrays.stream(test).sum();
        run.note("Six rows that RDKit 2022.09 cannot read are left out, so that the split is the book's; "
                + batch.rejected().size() + " rows are unreadable here.");
        run.metric("molecules", labels.length).exactly(1478, 0);
        run.metric("training_molecules", train).expected(1182, 0);
        run.metric("training_negatives", train - Arrays.stream(labels, 0, train).sum())
                .expected(67, 0);
        run.metric("test_molecules", test.length).exactly(296, 0);
        run.metric("test_positives", positives).exactly(269, 0);
        run.metric("test_negatives", test.length - positives).exactly(27, 0);
    }

    int[] testLabels() {
        return Arrays.copyOfRange(labels, train, labels.length);
    }

    void descriptors(Run run) {
        long start = System.nanoTime();
        all = compute(molecules, run);
        run.print(
                "%d descriptors of %d molecules in %.1f s",
                all.names().size(), molecules.size(), (System.nanoTime() - start) / 1e9);
        run.note(
                "The book uses Mordred, which is Python's. The descriptors here are of the same families: "
                        + "constitution, connectivity, autocorrelation, surface, fragments and charge types. Their numbers, and what follows from them, cannot be those of the book digit by digit.");
    }

    /** All two-dimensional descriptors but the bits of fingerprints; in a quick run RDKit's 17. */
    static DescriptorTable compute(List<Molecule> molecules, Run run) {
        try (Progress progress = run.progress("descriptors", molecules.size())) {
            DescriptorSet set =
                    run.quick() ? DescriptorSet.of(DescriptorBlock.rdkit()) : DescriptorSet.withoutFingerprints();
            return set.compute(molecules, done -> progress.step());
        }
    }

    void standardise(Run run) {
        DescriptorTable usable = all.usable();
        x = Standardizer.fit(usable.values(), 1).transform(usable.values()).cast(DType.FLOAT32);
        starts = Starts.draw(run.seed(), features());
        run.print("We have %d features per molecule", features());
        run.metric("features", features()).published(481).notComparable("depends on the descriptor software");
        run.metric("incomplete_or_constant", all.names().size() - features());
        run.corrected(
                "Mean, deviation and choice of columns come from all molecules in the book, test rows included. Steps 04.16 to 04.18 use training rows alone, and clip.");
    }

    int features() {
        return x.dim(1);
    }

    Nd testX() {
        return x.rows(train, labels.length);
    }
}
