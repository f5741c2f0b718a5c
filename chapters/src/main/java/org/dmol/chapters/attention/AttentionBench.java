package org.dmol.chapters.attention;

import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Timings;
import org.dmol.tf.Fn;

/** Two heads on many sequences: the formulas take a batch axis; in the book's program they are called for one sequence after another. */
final class AttentionBench implements Bench {
    @Override
    public String name() {
        return "attention";
    }

    @Override
    public String title() {
        return "two-head self-attention of chapter 12 on 5,000 sequences";
    }

    @Override
    public void run(Timings timings) throws Exception {
        int n = timings.settings().quick() ? 500 : 5000;
        Nd x = new NumpyRandom(0).normal(0, 1, n, 11, 4);
        Nd[] in = ExampleArrays.fixed().heads();
        double theirs = timings.python()
                .run("attention.py", "bench", "--sequences", Integer.toString(n))
                .get("one_by_one")
                .asDouble();
        try (Fn f = Fn.of(Formulas::twoHeads)) {
            Nd[] all = in.clone();
            all[0] = x;
            f.call(all); // builds the graph
            timings.record(
                    n + " sequences, here in one batch", best(timings, () -> f.call(all)), theirs, "NumPy, one by one");
            Nd[] one = in.clone();
            one[0] = x.row(0);
            f.call(one);
            double single = best(timings, () -> {
                for (int i = 0; i < n; i++) {
                    f.call(one);
                }
            });
            timings.record(
                    n + " calls for one sequence each",
                    single,
                    theirs,
                    "a call into TensorFlow costs more than its arithmetic");
        }
        ExampleArrays fixed = ExampleArrays.fixed();
        double loops = best(timings, () -> {
            for (int i = 0; i < n; i++) {
                PlainAttention.twoHeads(fixed);
            }
        });
        timings.record(n + " sequences, loops in Java", loops, theirs, "one by one on both sides");
    }

    private static double best(Timings timings, Timings.Work work) throws Exception {
        double[] t = new double[3];
        for (int k = 0; k < t.length; k++) {
            t[k] = timings.time(work);
        }
        return Arrays.stream(t).min().orElseThrow();
    }
}
