package org.dmol.chapters.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.data.analysis.Kernel;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.analysis.Stats;
import org.dmol.data.sets.AqSolDb;

/** AqSolDB in random order, four fifths to train on, and the kernel between all rows, computed once. */
final class KernelData {
    static final int BATCH = 32;

    /** Rows before whole batches were cut. */
    int trainRows;
    /** Standardised features of the n training rows, float64 [n, 17]. */
    Nd x;
    /** Their labels. */
    double[] y;
    /** Standardised features of the test rows. */
    Nd testX;

    double[] testY;
    /** SMILES of training and test rows. */
    String[] smiles;

    String[] testSmiles;
    /** Kernel between training rows, float32 [n, n]. */
    Nd k;
    /** Kernel from test rows to training rows, float32 [test, n]. */
    Nd testK;
    /** The book's stream of random numbers, after the permutation of the rows. */
    NumpyRandom random;

    /** A tenth of the batches is used in a quick run. */
    void load(Run run) {
        AqSolDb set = AqSolDb.load(run.store());
        random = new NumpyRandom(run.seed());
        int[] order = random.permutation(set.size());
        trainRows = (int) (0.8 * set.size());
        int[] train = Arrays.copyOf(order, trainRows);
        int[] test = Arrays.copyOfRange(order, trainRows, order.length);
        Standardizer scale = Standardizer.fit(set.features().take(train), 1);
        int[] used = Arrays.copyOf(train, trainRows / BATCH / run.shorten(1, 10) * BATCH);
        x = scale.transform(set.features().take(used));
        testX = scale.transform(set.features().take(test));
        double[] labels = set.solubility().doubles();
        y = pick(labels, used);
        testY = pick(labels, test);
        String[] all = set.smiles();
        smiles = IntStream.of(used).mapToObj(i -> all[i]).toArray(String[]::new);
        testSmiles = IntStream.of(test).mapToObj(i -> all[i]).toArray(String[]::new);
        run.print("first rows of the permutation: %s", Arrays.toString(Arrays.copyOf(order, 8)));
        run.series("permutation", Arrays.stream(order, 0, 8).asDoubleStream().toArray())
                .exactly(new double[] {6907, 9567, 8083, 1861, 1509, 4017, 2059, 272}, 0)
                .each((m, i) -> m.forSeed(0));
        run.metric("training_rows", trainRows).expected(7985, 0);
        run.metric("test_rows", test.length).expected(1997, 0);
        run.metric("rows_in_batches", y.length).expected(7968, 0).unlessQuick();
        run.metric("batches", y.length / (double) BATCH).expected(249, 0).unlessQuick();
        run.metric("train_mean", Stats.mean(pick(labels, train)), "log mol/L")
                .expected(-2.8958885, 1e-7)
                .forSeed(0);
        run.metric("train_mean_in_batches", Stats.mean(y), "log mol/L")
                .expected(-2.8959102, 1e-7)
                .forSeed(0)
                .unlessQuick();
        run.metric("test_variance", Stats.variance(testY, 0))
                .expected(5.9527, 1e-4)
                .forSeed(0);
    }

    /** Computes both matrices. */
    void kernels() {
        Kernel distance = Kernel.distance();
        k = distance.matrix(x, x, DType.FLOAT32);
        testK = distance.matrix(testX, x, DType.FLOAT32);
    }

    void kernels(Run run) {
        kernels();
        int n = y.length;
        float[] v = k.floats();
        double sum = 0;
        double most = 0;
        double asymmetry = 0;
        double diagonal = 0;
        for (int i = 0; i < n; i++) {
            diagonal = Math.max(diagonal, v[i * n + i]);
            for (int j = 0; j < n; j++) {
                sum += v[i * n + j];
                most = Math.max(most, v[i * n + j]);
                asymmetry = Math.max(asymmetry, Math.abs(v[i * n + j] - v[j * n + i]));
            }
        }
        run.print("kernel matrices: %s between training rows, %s from test rows", k.describe(), testK.describe());
        run.metric("kernel_mean", sum / ((double) n * n))
                .expected(1.09368, 1e-5)
                .forSeed(0)
                .unlessQuick();
        run.metric("kernel_maximum", most).expected(22.79910, 1e-6).forSeed(0).unlessQuick();
        run.check("kernel_is_symmetric", asymmetry == 0);
        run.check("kernel_is_zero_on_the_diagonal", diagonal == 0);
        run.corrected(
                "The book calls this function a kernel and an inner product. It is a distance: zero between equal rows, and its matrix "
                        + "is not positive semi-definite, so that the theory of kernel ridge regression does not apply to it. "
                        + "It is named the distance kernel here; steps 05.9 to 05.11 use Gaussian and Laplacian kernels.");
        run.corrected(
                "The book divides “by the dimension”; the mean inside of the root divides the distance by the root of the dimension.");
        run.say(
                "Nothing in a kernel is trained, so its matrix is computed once, in float64, and stored in float32. The book computes it anew in every step.");
    }

    /** Kernel between two choices of rows of {@code matrix}. */
    static Nd sub(Nd matrix, int[] rows, int[] columns) {
        float[] v = matrix.floats();
        int n = matrix.dim(1);
        float[] out = new float[rows.length * columns.length];
        IntStream.range(0, rows.length).parallel().forEach(i -> {
            for (int j = 0; j < columns.length; j++) {
                out[i * columns.length + j] = v[rows[i] * n + columns[j]];
            }
        });
        return Nd.of(out, rows.length, columns.length);
    }

    static double[] pick(double[] v, int[] rows) {
        return IntStream.of(rows).mapToDouble(i -> v[i]).toArray();
    }
}
