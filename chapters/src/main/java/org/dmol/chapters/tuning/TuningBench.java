package org.dmol.chapters.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dmol.array.Npz;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Timings;
import org.dmol.layers.Seeds;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;

/** The last of the published trainings beside Keras. */
final class TuningBench implements Bench {
    @Override
    public String name() {
        return "tuning";
    }

    @Override
    public String title() {
        return "two epochs of the network of chapter 18 with penalty and dropout";
    }

    @Override
    public void run(Timings timings) throws Exception {
        Dataset rows = TuningCheck.rows(timings.settings(), timings.settings().quick() ? 640 : 7454);
        Path file = Files.createTempFile("dmol-tuning", ".npz");
        Seeds.set(timings.settings().seed());
        try (Sequential m = Recipe.PLAIN.withL2(0.01).withDropout(0.3).network()) {
            Npz.writer()
                    .put("tokens", rows.input(0))
                    .put("labels", rows.target(0))
                    .write(file);
            double here = timings.time(() -> m.fit(rows.shuffle(), Fit.epochs(2).silent()));
            JsonNode theirs = timings.python().run("tuning.py", "bench", file.toString(), "--epochs", "2");
            timings.record(
                    "fit, 2 epochs",
                    here,
                    theirs.get("seconds").asDouble(),
                    "with the first compilation on both sides");
        } finally {
            Files.delete(file);
        }
    }
}
