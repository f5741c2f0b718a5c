package org.dmol.chapters.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Reference;
import org.dmol.chapters.kernel.Descent.Keep;
import org.dmol.chapters.kernel.Descent.Penalty;
import org.dmol.chapters.kernel.Descent.Trained;
import org.dmol.data.analysis.Kernel;
import org.dmol.data.analysis.KernelRidge;
import org.dmol.data.analysis.LinearFit;
import org.dmol.data.analysis.Scores;
import org.dmol.data.analysis.Stats;

/** Kernel, descent with and without penalties, and kernel ridge regression on the arrays that {@code chapters/python/kernel.py} gets too. */
final class KernelReference {
    private KernelReference() {}

    static List<Reference> of(Map<String, Nd> in) {
        Nd x = in.get("x");
        Nd testX = in.get("x_test");
        double[] y = in.get("y").doubles();
        double[] testY = in.get("y_test").doubles();
        Nd order = in.get("order");
        int[] batches = IntStream.range(0, order.size())
                .map(i -> (int) order.getFlat(i))
                .toArray();
        Nd k = Kernel.distance().matrix(x, x, DType.FLOAT32);
        Nd testK = Kernel.distance().matrix(testX, x);
        double[] all = k.cast(DType.FLOAT64).doubles();
        List<Reference> out = new ArrayList<>();
        out.add(Reference.of("kernel_mean", "mean of the kernel", 1e-6, Stats.mean(all)));
        out.add(Reference.of("kernel_maximum", "largest distance", 1e-6, Stats.quantile(all, 1)));
        Map<String, Penalty> penalties = new LinkedHashMap<>();
        penalties.put("none", Penalty.NONE);
        penalties.put("l1", new Penalty(1e-2, 0));
        penalties.put("l2", new Penalty(0, 1e2));
        try (Descent descent = new DualDescent(Keep.LOSSES);
                Descent compiled = new DualDescent(Keep.TRAIL);
                Descent plain = new PlainDescent(Keep.TRAIL)) {
            // One loop each: compiled and not on TensorFlow, and the one in Java; DescentTest compares them with each
            // other.
            Map<String, Descent> loops = Map.of("none", compiled, "l1", plain, "l2", descent);
            penalties.forEach((name, penalty) -> {
                Trained t = loops.get(name).run(k, null, y, batches, KernelData.BATCH, DualModel.RATE, penalty);
                double[] w = t.w().cast(DType.FLOAT64).doubles();
                double mse = Scores.mse(testY, new LinearFit(w, t.b()).predict(testK));
                out.add(Reference.of(name + "_losses", "loss before each update, penalty " + name, 1e-4, t.losses()));
                out.add(Reference.of(name + "_w", "weights, penalty " + name, 1e-3, w));
                out.add(Reference.of(name + "_b", "constant, penalty " + name, 1e-5, t.b()));
                out.add(Reference.of(name + "_test", "test MSE, penalty " + name, 1e-4, mse));
            });
        }
        out.add(Reference.of(
                "gaussian",
                "Gaussian kernel ridge",
                1e-7,
                KernelRidge.fit(Kernel.gaussian(0.5), x, y, 0.1).predict(testX)));
        out.add(Reference.of(
                "laplacian",
                "Laplacian kernel ridge",
                1e-7,
                KernelRidge.fit(Kernel.laplacian(0.5), x, y, 0.1).predict(testX)));
        return out;
    }
}
