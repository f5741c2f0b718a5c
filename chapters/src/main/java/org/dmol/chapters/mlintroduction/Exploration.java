package org.dmol.chapters.mlintroduction;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.MoleculePicture;
import org.dmol.data.analysis.Histogram;
import org.dmol.data.analysis.Kde;
import org.dmol.data.sets.AqSolDb;

/** Steps 2 to 5: a look at the data before any model. */
final class Exploration {
    private final SolubilityData data;

    Exploration(SolubilityData data) {
        this.data = data;
    }

    void firstMolecule(Run run) throws IOException {
        AqSolDb.Compound c = data.set.rows().get(0);
        run.print(c.inchi());
        Figure fig = new Figure(4.2, 1.8);
        fig.axes().image(MoleculePicture.of(c.smiles(), 400, 160));
        run.figure("first-molecule", fig, c.name());
    }

    void histogram(Run run) throws IOException {
        double[] y = data.y.doubles();
        Histogram bins = Histogram.of(y, Histogram.freedmanDiaconis(y, 50));
        Kde density = Kde.of(y);
        double[] grid = density.grid(200, 3);
        double[] curve = density.density(grid);
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().xlabel("Solubility").ylabel("Density");
        ax.hist(y, bins.counts().length, true).color(0).alpha(0.45);
        ax.plot(grid, curve).color(0).width(2.2);
        run.figure("histogram", fig, "Distribution of log10 solubility, with a Gaussian kernel density.");
        int top = IntStream.range(0, bins.counts().length)
                .boxed()
                .max(Comparator.comparingLong(i -> bins.counts()[i]))
                .orElseThrow();
        int peak = IntStream.range(0, curve.length)
                .boxed()
                .max(Comparator.comparingDouble(i -> curve[i]))
                .orElseThrow();
        int shoulder = IntStream.range(1, grid.length - 1)
                .filter(i -> grid[i] > -8 && curve[i] >= curve[i - 1] && curve[i] >= curve[i + 1])
                .findFirst()
                .orElse(peak);
        run.metric("bins", bins.counts().length).expected(50, 0);
        run.metric("tallest_bin", (double) bins.counts()[top], "compounds").exactly(597, 0);
        run.metric("tallest_density", bins.density()[top]).exactly(0.195328, 1e-5);
        run.metric("bandwidth", density.bandwidth(), "log mol/L").expected(0.375462, 1e-5);
        run.metric("density_maximum", curve[peak]).exactly(0.180955, 1e-4);
        run.metric("density_maximum_at", grid[peak], "log mol/L").near(-2.296, 0.05);
        run.metric("density_second_maximum", curve[shoulder]).exactly(0.046217, 1e-4);
        run.metric("density_second_maximum_at", grid[shoulder], "log mol/L").near(-6.885, 0.05);
    }

    void extremes(Run run) throws IOException {
        List<AqSolDb.Compound> sorted = data.set.rows().stream()
                .sorted(Comparator.comparingDouble(AqSolDb.Compound::solubilityLogMolPerL))
                .toList();
        int n = sorted.size();
        int[] shown = {0, 1, 2, n - 3, n - 2, n - 1};
        String[] ids = {"B-2402", "H-94", "B-4424", "A-3211", "A-2889", "A-2918"};
        double[] published = {-13.17, -12.95, -12.06, 1.91, 1.97, 2.14};
        Figure fig = Figure.grid(2, 3, 9, 5.6);
        for (int i = 0; i < 6; i++) {
            AqSolDb.Compound c = sorted.get(shown[i]);
            String legend = String.format(Locale.ROOT, "%s: solubility = %.2f", c.id(), c.solubilityLogMolPerL());
            fig.axes(i).image(MoleculePicture.of(c.smiles(), 280, 220));
            fig.axes(i).title(legend);
            run.print("%s  %s", legend, c.name());
        }
        run.figure("extremes", fig, "The three least and the three most soluble compounds.");
        for (int i = 0; i < 6; i++) {
            AqSolDb.Compound c = sorted.get(shown[i]);
            if (!data.set.isStandIn()) {
                run.check(ids[i] + "_in_place", c.id().equals(ids[i]));
            }
            run.metric("extreme_" + (i + 1), c.solubilityLogMolPerL(), "log mol/L")
                    .near(published[i], 0.005001);
        }
        run.corrected(
                "The book draws from InChI, which writes ammonium bromide as NH3 and HBr; here the structures are drawn from SMILES, as ions.");
    }

    void scatterMatrix(Run run) throws IOException {
        Figure fig = Figure.grid(5, 4, 11, 13).shareY();
        double[] y = data.y.doubles();
        for (int j = 0; j < AqSolDb.FEATURES.size(); j++) {
            Axes ax = fig.axes(j).xlabel(AqSolDb.FEATURES.get(j));
            ax.scatter(column(j), y).size(3.5).alpha(0.4).color(j);
            if (j % 4 == 0) {
                ax.ylabel("Solubility");
            }
        }
        run.figure("features", fig, "Solubility against each of the 17 features.");
    }

    private double[] column(int j) {
        double[] out = new double[data.rows()];
        for (int i = 0; i < out.length; i++) {
            out[i] = data.x.get(i, j);
        }
        return out;
    }
}
