package org.dmol.chapters.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.kernel.DualDescent.Objective;
import org.dmol.chapters.kernel.DualDescent.Trained;
import org.dmol.data.DataStore;
import org.dmol.data.analysis.Kernel;
import org.dmol.data.analysis.KernelRidge;
import org.dmol.data.analysis.Scores;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.analysis.Stats;
import org.dmol.data.sets.AqSolDb;

/** Kernel, descent with and without penalties, and kernel ridge regression beside NumPy and scikit-learn, on 1,024 rows. */
final class KernelCheck implements CrossCheck {
    @Override
    public String name() {
        return "kernel-numpy";
    }

    @Override
    public String title() {
        return "the dual model of chapter 5 beside NumPy and scikit-learn";
    }

    @Override
    public void run(Checks check) throws Exception {
        AqSolDb set = AqSolDb.load(DataStore.standard()
                .withOffline(check.settings().offline())
                .withStandIns(check.settings().standIn()));
        NumpyRandom random = new NumpyRandom(check.settings().seed());
        int[] rows = random.permutation(set.size());
        int[] train = Arrays.copyOf(rows, 1024);
        int[] test = Arrays.copyOfRange(rows, 1024, 1524);
        Standardizer scale = Standardizer.fit(set.features().take(train), 1);
        Nd x = scale.transform(set.features().take(train));
        Nd z = scale.transform(set.features().take(test));
        double[] y = KernelData.pick(set.solubility().doubles(), train);
        double[] testY = KernelData.pick(set.solubility().doubles(), test);
        int[] order =
                IntStream.range(0, 300).map(i -> (int) random.nextInt(0, 32)).toArray();
        Path in = Files.createTempFile("dmol-kernel", ".npz");
        try {
            Npz.writer()
                    .put("x", x)
                    .put("y", Nd.vector(y))
                    .put("x_test", z)
                    .put("y_test", Nd.vector(testY))
                    .put("order", Nd.vector(order))
                    .write(in);
            compare(check, check.python().run("kernel.py", "exact", in.toString()), x, z, y, testY, order);
        } finally {
            Files.delete(in);
        }
    }

    private static void compare(Checks check, JsonNode theirs, Nd x, Nd z, double[] y, double[] testY, int[] order) {
        Nd k = Kernel.distance().matrix(x, x, DType.FLOAT32);
        Nd testK = Kernel.distance().matrix(z, x);
        double[] all = k.cast(DType.FLOAT64).doubles();
        check.exact(
                "mean of the kernel", Stats.mean(all), theirs.get("kernel_mean").asDouble(), 1e-6);
        check.exact(
                "largest distance",
                Stats.quantile(all, 1),
                theirs.get("kernel_maximum").asDouble(),
                1e-6);
        Map<String, Objective> losses = new LinkedHashMap<>();
        losses.put("none", DualDescent::mse);
        losses.put("l1", DualDescent.l1(1e-2));
        losses.put("l2", DualDescent.l2(1e2));
        losses.forEach((name, objective) -> {
            Trained t = new DualDescent(objective, DualModel.RATE, false).run(k, y, order, KernelData.BATCH);
            JsonNode reference = theirs.get(name);
            double[] w = t.w().reshape(y.length).cast(DType.FLOAT64).doubles();
            double[] p = new double[testY.length];
            for (int i = 0; i < p.length; i++) {
                p[i] = t.b();
                for (int j = 0; j < w.length; j++) {
                    p[i] += testK.get(i, j) * w[j];
                }
            }
            if (name.equals("none")) {
                check.exact("loss before each of 300 updates", t.losses(), doubles(reference.get("losses")), 1e-4);
            }
            check.exact("weights, penalty " + name, w, doubles(reference.get("w")), 1e-3);
            check.exact("constant, penalty " + name, t.b(), reference.get("b").asDouble(), 1e-5);
            check.exact(
                    "test MSE, penalty " + name,
                    Scores.mse(testY, p),
                    reference.get("test").asDouble(),
                    1e-4);
        });
        check.exact(
                "Gaussian kernel ridge",
                KernelRidge.fit(Kernel.gaussian(0.5), x, y, 0.1).predict(z),
                doubles(theirs.get("gaussian")),
                1e-7);
        check.exact(
                "Laplacian kernel ridge",
                KernelRidge.fit(Kernel.laplacian(0.5), x, y, 0.1).predict(z),
                doubles(theirs.get("laplacian")),
                1e-7);
    }

    private static double[] doubles(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }
}
