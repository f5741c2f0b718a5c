package org.dmol.chapters.kernel;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Correlation;
import org.dmol.data.analysis.Kernel;
import org.dmol.data.analysis.KernelRidge;
import org.dmol.data.analysis.Scores;
import org.dmol.data.descriptors.CountFingerprint;
import org.dmol.data.descriptors.Morgan;
import org.dmol.data.descriptors.Tanimoto;
import org.dmol.data.molecules.InvalidSmilesException;
import org.dmol.data.molecules.Smiles;

/** Step 11, beyond the book: a kernel of structures, and the deviation of a Gaussian process. */
final class Fingerprints {
    private final KernelData data;

    Fingerprints(KernelData data) {
        this.data = data;
    }

    void fingerprints(Run run) throws IOException {
        run.beyond(
                "A kernel needs no vectors: Tanimoto similarity of fingerprints, alone and added to the descriptors' kernel. "
                        + "The same factor gives the deviation of a Gaussian process.");
        int n = Math.min(data.y.length, run.shorten(2500, 300));
        int m = Math.min(data.testY.length, run.shorten(1000, 200));
        Nd x = data.x.rows(0, n);
        Nd z = data.testX.rows(0, m);
        double[] y = Arrays.copyOf(data.y, n);
        double[] testY = Arrays.copyOf(data.testY, m);
        List<CountFingerprint> a = morgan(Arrays.copyOf(data.smiles, n));
        List<CountFingerprint> b = morgan(Arrays.copyOf(data.testSmiles, m));
        Kernel laplacian = Kernel.laplacian(0.5);
        Nd kd = laplacian.matrix(x, x);
        Nd kdTest = laplacian.matrix(z, x);
        Nd kf = Tanimoto.counts(a, a);
        Nd kfTest = Tanimoto.counts(b, a);
        Table table =
                Table.of(n + " training rows, " + m + " test rows, λ = 0.1", "kernel", "test RMSE", "correlation");
        double[] rmse = new double[3];
        String[] names = {"Laplacian of 17 descriptors", "Tanimoto of Morgan counts, radius 2", "sum of both"};
        for (int k = 0; k < 3; k++) {
            Nd train = k == 0 ? kd : k == 1 ? kf : sum(kd, kf);
            Nd test = k == 0 ? kdTest : k == 1 ? kfTest : sum(kdTest, kfTest);
            double[] p = KernelRidge.fit(train, y, 0.1).predictFrom(test);
            rmse[k] = Scores.rmse(testY, p);
            table.row(names[k], rmse[k], Correlation.pearson(testY, p));
        }
        run.table(table);
        run.metric("descriptors_rmse", rmse[0], "log mol/L");
        run.metric("fingerprints_rmse", rmse[1], "log mol/L");
        run.metric("both_rmse", rmse[2], "log mol/L");
        run.check("sum_is_best", run.quick() || rmse[2] < Math.min(rmse[0], rmse[1]));
        KernelRidge process = KernelRidge.fit(laplacian, x, y, 0.1);
        doubt(run, testY, process.predict(z), process.deviation(z));
    }

    private static List<CountFingerprint> morgan(String[] smiles) {
        return Arrays.stream(smiles).parallel().map(Fingerprints::morgan).toList();
    }

    private static CountFingerprint morgan(String smiles) {
        try {
            return Morgan.counts(Smiles.parse(smiles), 2);
        } catch (InvalidSmilesException e) {
            return new CountFingerprint(new int[0], new int[0]); // like nothing else
        }
    }

    private static Nd sum(Nd a, Nd b) {
        double[] out = a.doubles().clone();
        Arrays.setAll(out, i -> out[i] + b.getFlat(i));
        return Nd.of(out, a.shape());
    }

    private static void doubt(Run run, double[] y, double[] p, double[] deviation) throws IOException {
        Integer[] order = IntStream.range(0, y.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> deviation[i]));
        int groups = 8;
        double[] at = new double[groups];
        double[] error = new double[groups];
        for (int g = 0; g < groups; g++) {
            int from = g * y.length / groups;
            int to = (g + 1) * y.length / groups;
            for (int i = from; i < to; i++) {
                at[g] += deviation[order[i]] / (to - from);
                error[g] += Math.pow(y[order[i]] - p[order[i]], 2) / (to - from);
            }
            error[g] = Math.sqrt(error[g]);
        }
        Figure fig = new Figure(5.6, 4.2);
        fig.axes()
                .xlabel("Deviation of the Gaussian process (in units of the kernel)")
                .ylabel("RMSE");
        fig.axes().plot(at, error).marker('o');
        run.figure("doubt", fig, "Test rows in eight groups: where the process doubts, the errors are larger.");
        double[] absolute = IntStream.range(0, y.length)
                .mapToDouble(i -> Math.abs(y[i] - p[i]))
                .toArray();
        run.metric("rank_correlation_of_deviation_and_error", Correlation.spearman(deviation, absolute))
                .note("0 would mean that the deviation says nothing.");
    }
}
