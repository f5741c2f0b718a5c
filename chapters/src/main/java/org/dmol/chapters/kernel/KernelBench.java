package org.dmol.chapters.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Run;
import org.dmol.chapters.Timings;
import org.dmol.chapters.report.ConsoleReport;
import org.dmol.tf.TfRuntime;

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
                new KernelLearning(),
                timings.settings(),
                Files.createTempDirectory("dmol-kernel"),
                ConsoleReport.silent());
        data.load(quiet);
        TfRuntime.load();
        int[] sizes = Arrays.stream(TrainingCurves.SIZES)
                .filter(n -> n <= data.y.length)
                .toArray();
        DualModel model = new DualModel(data);
        double kernel = timings.time(data::kernels);
        double train = timings.time(() -> model.fit(quiet.shorten(DualModel.EPOCHS, 2)));
        TrainingCurves curves = new TrainingCurves(data);
        double fits = timings.time(() -> {
            for (var objective : TrainingCurves.losses().values()) {
                for (int n : sizes) {
                    curves.fit(n, objective);
                }
            }
        });
        Path in = Files.createTempFile("dmol-kernel", ".npz");
        try {
            Npz.writer()
                    .put("x", data.x)
                    .put("y", Nd.vector(data.y))
                    .put("x_test", data.testX)
                    .put("y_test", Nd.vector(data.testY))
                    .put("sizes", Nd.vector(sizes))
                    .write(in);
            JsonNode theirs = timings.python().run("kernel.py", "bench", in.toString(), "--steps", "10");
            String note = "JAX: 10 steps timed after compilation, scaled to all; here with kernel and compilation";
            timings.record(
                    "training with test loss at each step",
                    kernel + train,
                    theirs.get("train").asDouble() * quiet.shorten(10, 2) / 10,
                    note);
            timings.record(
                    "18 fits of the training curves", fits, theirs.get("curves").asDouble(), note);
        } finally {
            Files.delete(in);
            model.close();
        }
    }
}
