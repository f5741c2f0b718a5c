package org.dmol.chapters.mlintroduction;

import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.data.RowError;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.analysis.Stats;
import org.dmol.data.sets.AqSolDb;

/** What the steps of the chapter share: the table, features and labels, and the running random numbers. */
final class SolubilityData {
    /** Rows of the table. */
    AqSolDb set;
    /** Raw features, float64 [n, 17]. */
    Nd x;
    /** Features with mean 0 and standard deviation 1 over all rows. */
    Nd z;
    /** log10 of the solubility in mol/L, float64 [n]. */
    Nd y;
    /** The book seeds NumPy's generator once, when its style package is imported. */
    NumpyRandom random;

    void load(Run run) {
        set = AqSolDb.load(run.store());
        x = set.features();
        y = set.solubility();
        random = new NumpyRandom(run.seed());
        if (!set.rejected().isEmpty()) {
            run.note(RowError.summary(set.rejected()) + ".");
        }
        Table head = Table.of("", "ID", "Name", "SMILES", "Solubility", "Group", "MolWt", "MolLogP", "TPSA");
        for (int i = 0; i < 5; i++) {
            AqSolDb.Compound c = set.rows().get(i);
            head.row(
                    c.id(),
                    shorten(c.name()),
                    shorten(c.smiles()),
                    c.solubilityLogMolPerL(),
                    c.group(),
                    x.get(i, 0),
                    x.get(i, 1),
                    x.get(i, 13));
        }
        run.table(head);
        run.say(
                "One row a compound, in the order of the sources (IDs A… to I…): never assume that the rows are shuffled. "
                        + "The 17 features are the columns from MolWt on; the label is log10 of the solubility in mol/L.");
        run.metric("rows", set.size()).expected(9982, 0);
        run.metric("features", x.dim(1)).expected(17, 0).alsoStandIn();
        run.metric("solubility_mean", Stats.mean(y.doubles()), "log mol/L").expected(-2.8899088, 1e-7);
        run.metric("solubility_std", Stats.std(y.doubles(), 0), "log mol/L").expected(2.3680358, 1e-7);
    }

    void standardise(Run run) {
        Standardizer scale = Standardizer.fit(x, 0);
        z = scale.transform(x);
        run.print("means        %.4f, %.4f, … %.4f", scale.mean()[0], scale.mean()[1], scale.mean()[16]);
        run.print("deviations   %.4f, %.4f, … %.4f", scale.std()[0], scale.std()[1], scale.std()[16]);
        run.series("mean", AqSolDb.FEATURES, scale.mean(), "").expected(Published.FEATURE_MEANS, 1e-6);
        run.series("std", AqSolDb.FEATURES, scale.std(), "").expected(Published.FEATURE_STDS, 1e-6);
        run.corrected(
                "The book preaches to standardise with training data only, but this chapter has no split: all rows are used. Chapter 3 does it right.");
    }

    int rows() {
        return set.size();
    }

    static String shorten(String text) {
        return text.length() <= 24 ? text : text.substring(0, 23) + "…";
    }
}
