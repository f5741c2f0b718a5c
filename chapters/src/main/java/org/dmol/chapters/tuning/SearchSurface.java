package org.dmol.chapters.tuning;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.tuning.Attempt;
import org.dmol.data.tuning.Direction;
import org.dmol.data.tuning.Hyperband;
import org.dmol.data.tuning.Sampler;
import org.dmol.data.tuning.Space;
import org.dmol.data.tuning.StoppingRule;
import org.dmol.data.tuning.Study;
import org.dmol.data.tuning.SuccessiveHalving;
import org.dmol.data.tuning.Trial;

/** Ways to search, on made-up losses whose best point is known, so that hundreds of searches take a second. */
final class SearchSurface {
    private static final Space SPACE = Space.empty().logUniform("rate", 1e-5, 1).uniform("dropout", 0, 0.8);
    private static final int TRIALS = 36;
    private static final int FULL = 27;

    private SearchSurface() {}

    /** A narrow valley in the rate, a wide one in the dropout; least value 0.3 at rate 3e-3, dropout 0.35. */
    private static double surface(double rate, double dropout) {
        double r = Math.log10(rate / 3e-3);
        double d = dropout - 0.35;
        return 0.3 + 0.5 * (1 - Math.exp(-r * r / 0.18)) + 0.15 * d * d + 0.02 * Math.abs(r);
    }

    private static double surface(Attempt a) {
        return surface(a.point().number("rate"), a.point().number("dropout"));
    }

    static void samplers(Run run) throws IOException {
        run.say(
                "A made-up validation loss with its minimum of 0.3 at a learning rate of 0.003 and a dropout of 0.35: the rate matters, "
                        + "the dropout hardly does.");
        int seeds = run.shorten(30, 5);
        Map<String, Sampler> samplers = new LinkedHashMap<>();
        samplers.put("grid", Sampler.grid(6));
        samplers.put("random", Sampler.random());
        samplers.put("Gaussian process", Sampler.gaussianProcess());
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().xlabel("Trials").ylabel("Mean of the best loss so far");
        Table table = Table.of(
                "mean of the best loss of " + seeds + " searches", "search", "after 9", "after 18", "after 36");
        Map<String, double[]> curves = new LinkedHashMap<>();
        samplers.forEach((name, sampler) -> {
            double[] best = new double[TRIALS];
            int runs = name.equals("grid") ? 1 : seeds;
            for (int s = 0; s < runs; s++) {
                List<Trial> trials =
                        Study.of(SPACE).sampler(sampler).seed(run.seed() + s).run(TRIALS, SearchSurface::surface);
                double least = Double.POSITIVE_INFINITY;
                for (int i = 0; i < TRIALS; i++) {
                    least = Math.min(least, trials.get(i).score());
                    best[i] += least / runs;
                }
            }
            curves.put(name, best);
            ax.plot(IntStream.rangeClosed(1, TRIALS).asDoubleStream().toArray(), best)
                    .label(name);
            table.row(name, best[8], best[17], best[35]);
        });
        ax.axhline(0.3).dashed();
        ax.legend();
        run.figure(
                "samplers",
                fig,
                "Best loss so far. The grid of 6 by 6 tries six learning rates only; 36 random points try 36.");
        run.table(table);
        run.check("random_beats_the_grid", curves.get("random")[35] < curves.get("grid")[35])
                .alsoStandIn();
        run.check("the_process_beats_random_points", curves.get("Gaussian process")[35] < curves.get("random")[35])
                .alsoStandIn();
    }

    /** A learning curve: the loss falls towards that of the surface, faster for larger rates. */
    private static double epoch(Attempt a, int epoch) {
        double speed = 0.15 + 0.1 * Math.log10(a.point().number("rate") / 1e-5);
        return surface(a) + 0.5 * Math.exp(-speed * epoch);
    }

    static void budgets(Run run) {
        run.say("The same loss as the end of a learning curve of 27 epochs. What does it cost to find a good point?");
        Table table = Table.of(
                "27 epochs are a full training", "search", "trials", "epochs in all", "final loss of its choice");
        Study study = Study.of(SPACE).seed(run.seed()).budget(FULL);
        Ledger full = new Ledger();
        double reference = end(study.best(study.run(27, full::train)));
        table.row("random", 27, full.epochs, reference);

        Study stopping = study.stopping(StoppingRule.median(5, 3));
        Ledger median = new Ledger();
        List<Trial> stopped = stopping.run(27, median::train);
        double choice = end(stopping.best(stopped));
        table.row("random, median stopping", 27, median.epochs, choice);

        Ledger halved = new Ledger();
        SuccessiveHalving halving = new SuccessiveHalving(27, 1, FULL, 3, Direction.MINIMIZE, run.seed(), t -> {});
        List<List<Trial>> rungs = halving.run(SPACE, halved::train);
        table.row(
                "successive halving",
                27,
                halved.epochs,
                end(rungs.get(rungs.size() - 1).get(0)));

        Ledger banded = new Ledger();
        Hyperband hyperband = new Hyperband(FULL, 3, Direction.MINIMIZE, run.seed());
        Trial best = hyperband.best(hyperband.run(SPACE, banded::train));
        int trials = hyperband.brackets().stream()
                .mapToInt(SuccessiveHalving::trials)
                .sum();
        table.row("Hyperband", trials, banded.epochs, end(best));
        run.table(table);
        run.print(
                "successive halving: %s trials reach %s epochs",
                rungs.stream().map(List::size).toList(),
                rungs.stream().map(r -> Math.round(r.get(0).budget())).toList());
        run.print(
                "brackets of Hyperband: %s trials begin with %s epochs",
                hyperband.brackets().stream().map(SuccessiveHalving::trials).toList(),
                hyperband.brackets().stream().map(b -> Math.round(b.least())).toList());
        run.check("median_stopping_is_cheaper", median.epochs < full.epochs).alsoStandIn();
        run.metric("median_stopping_loses", choice - reference)
                .band(0, 0.02)
                .alsoQuick()
                .alsoStandIn();
        run.metric("epochs_of_successive_halving", halved.epochs)
                .expected(27 + 9 * 2 + 3 * 6 + 18, 0)
                .alsoStandIn()
                .note("27 trials of 1 epoch, 9 of them go on to 3, 3 to 9 and one to 27.");
    }

    private static double end(Trial t) {
        return surface(t.point().number("rate"), t.point().number("dropout"));
    }

    /** Trains made-up networks and counts the epochs. A trial that comes back goes on where it was. */
    private static final class Ledger {
        private final Map<Integer, Integer> done = new HashMap<>();
        private int epochs;

        double train(Attempt a) {
            int epoch = done.getOrDefault(a.number(), 0);
            double loss;
            do {
                loss = loss(a, ++epoch);
                epochs++;
            } while (a.report(loss) && epoch < Math.round(a.budget()));
            done.put(a.number(), epoch);
            return loss;
        }

        /** The loss falls towards that of the surface, faster for larger rates. */
        private static double loss(Attempt a, int epoch) {
            double speed = 0.15 + 0.1 * Math.log10(a.point().number("rate") / 1e-5);
            return surface(a) + 0.5 * Math.exp(-speed * epoch);
        }
    }
}
