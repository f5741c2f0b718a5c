package org.dmol.chapters.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Run;
import org.dmol.chapters.Timings;
import org.dmol.chapters.kernel.Descent.Engine;
import org.dmol.chapters.report.ConsoleReport;
import org.dmol.tf.Fn;

/** The chapter's two trainings beside the book's recipe in JAX, of which a few steps are timed and scaled. */
final class KernelBench implements Bench {
    @Override
    public String name() {
        return "kernel";
    }

    @Override
    public String title() {
        return "training and training curves of chapter 5";
    }

    @Override
    public void run(Timings timings) throws Exception {
        KernelData data = new KernelData();
        Run quiet = new Run(
                new KernelLearning(), timings.settings(), timings.settings().out(), ConsoleReport.silent());
        data.load(quiet);
        try (Fn any = Fn.of((tf, in) -> tf.math.square(in.get(0)))) {
            any.call(Nd.scalar(1.0)); // starts TensorFlow, as the Python side starts JAX before its clock runs
        }
        int[] sizes = Arrays.stream(TrainingCurves.SIZES)
                .filter(n -> n <= data.y.length)
                .toArray();
        DualModel model = new DualModel(data);
        double kernel = timings.time(data::kernels);
        double train = timings.time(() -> model.fit(quiet.shorten(DualModel.EPOCHS, 2), Engine.JAVA));
        TrainingCurves curves = new TrainingCurves(data);
        double fits = timings.time(
                () -> curves.fit(List.copyOf(TrainingCurves.LOSSES.values()), sizes, Engine.JAVA, () -> {}));
        Map<String, Nd> arrays = new LinkedHashMap<>();
        arrays.put("x", data.x);
        arrays.put("y", Nd.vector(data.y));
        arrays.put("x_test", data.testX);
        arrays.put("y_test", Nd.vector(data.testY));
        arrays.put("sizes", Nd.vector(sizes));
        JsonNode theirs = timings.python().run("kernel.py", "bench", arrays);
        double book = theirs.get("train").asDouble() * quiet.shorten(10, 2) / 10;
        double bookCurves = theirs.get("curves").asDouble();
        String note =
                "JAX: the first step, with compilation, and 10 more, scaled to all; here all steps, with the kernel matrix";
        timings.record("training with test loss at each step", kernel + train, book, note);
        timings.record("18 fits of the training curves", fits, bookCurves, note);
        timings.record("both", kernel + train + fits, book + bookCurves, note);
        model.close();
    }
}
