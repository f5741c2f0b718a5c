package org.dmol.chapters.flows;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Numbers;
import org.dmol.chapters.report.Table;
import org.dmol.layers.Seeds;
import org.dmol.probability.Distribution;
import org.dmol.probability.models.DensityModel;

/** Steps 10 and 11: length of the chain, and kinds of blocks. */
final class Comparison {
    private final Moons moons;

    Comparison(Moons moons) {
        this.moons = moons;
    }

    void blocks(Run run) throws IOException {
        int[] numbers = run.quick() ? new int[] {1, 2} : new int[] {1, 2, 3, 4, 6, 8};
        int trials = run.shorten(3, 1);
        int epochs = run.shorten(40, 2);
        double[] best = new double[numbers.length];
        double[] train = new double[numbers.length];
        double[] everyNumber = new double[numbers.length * trials];
        double[] every = new double[numbers.length * trials];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int i = 0; i < every.length; i++) {
            int n = i / trials;
            Seeds.set(run.seed() + i % trials);
            try (DensityModel model = new DensityModel(FlowKinds.MAF.chain(numbers[n], 32))) {
                double[] loss = Recipe.fit(run, model, "blocks-" + i, moons.train(), 128, epochs, 2e-3);
                everyNumber[i] = numbers[n];
                every[i] = model.nll(moons.heldOut());
                train[n] = every[i] < best[n] ? loss[loss.length - 1] : train[n];
                best[n] = Math.min(best[n], every[i]);
            }
        }
        Table table = Table.of(
                "NLL of the best of " + trials + " trainings, which differ in the initial weights",
                "blocks",
                "training",
                "held out",
                "held out, worst");
        for (int n = 0; n < numbers.length; n++) {
            double worst =
                    Arrays.stream(every, n * trials, (n + 1) * trials).max().orElseThrow();
            table.row(numbers[n], train[n], best[n], worst);
        }
        run.table(table);
        double[] number = Arrays.stream(numbers).asDoubleStream().toArray();
        Figure fig = new Figure(5.5, 3.6);
        fig.axes().xlabel("Blocks").ylabel("Held-out negative log-likelihood");
        fig.axes().plot(number, best).marker('o').label("best");
        fig.axes().scatter(everyNumber, every).size(4).color(1).label("each training");
        fig.axes()
                .axhline(-MoonsDensity.meanLogDensity(moons.heldOut()))
                .dashed()
                .color(3)
                .label("density of the data");
        fig.axes().legend();
        run.figure("blocks", fig, "Likelihood against the number of autoregressive blocks of 32 units.");
        run.metric("gain_from_1_to_" + numbers[numbers.length - 1] + "_blocks", best[0] - best[best.length - 1], "nats")
                .band(0.2, 3);
        run.say(
                "For two coordinates one block can bend only one of them, as a function of the other; a single block therefore "
                        + "stays far above the floor, and longer chains come nearer to it. Short ones depend on where they start: "
                        + "some trainings never find how to fold the plane.");
    }

    private record Row(double parameters, double held, double training, double sampling, double density, Nd samples) {}

    void kinds(Run run) throws IOException {
        Map<FlowKinds, Row> rows = new EnumMap<>(FlowKinds.class);
        for (FlowKinds kind : FlowKinds.values()) {
            rows.put(kind, measure(run, kind));
        }
        Table table = Table.of(
                "Six blocks of each kind",
                "flow",
                "weights",
                "NLL held out",
                "training",
                "10,000 samples",
                "10,000 densities");
        Figure fig = Figure.grid(1, rows.size(), 3.1 * rows.size(), 3.4).shareY();
        int i = 0;
        for (Map.Entry<FlowKinds, Row> e : rows.entrySet()) {
            Row r = e.getValue();
            table.row(
                    e.getKey().title,
                    (long) r.parameters,
                    r.held,
                    Numbers.duration(r.training),
                    Numbers.duration(r.sampling),
                    Numbers.duration(r.density));
            Pictures.draw(fig.axes(i++).title(e.getKey().title), r.samples, 2.5, 0.2);
        }
        run.table(table);
        run.figure("kinds", fig, "10,000 samples of each flow.");
        rows.forEach((kind, r) -> run.metric(
                        "nll_held_out_" + kind.name().toLowerCase(java.util.Locale.ROOT), r.held, "nats")
                .band(0.25, kind == FlowKinds.SPLINE || kind == FlowKinds.MAF ? 0.36 : 0.60));
        run.say(
                "An autoregressive flow needs one network pass for a density and one for each coordinate for a sample; the inverse "
                        + "flow is the other way around; a coupling needs one for both. Splines bend a coordinate in many places at once, "
                        + "where the others only shift and scale.");
    }

    private Row measure(Run run, FlowKinds kind) throws IOException {
        Seeds.set(run.seed());
        try (DensityModel model = new DensityModel(kind.chain(run.shorten(6, 2), 32))) {
            long start = System.nanoTime();
            Recipe.fit(run, model, "kind-" + kind, moons.train(), 128, run.shorten(60, 2), 3e-3);
            double training = seconds(start);
            Distribution flow = model.distribution();
            Nd samples = flow.sample(10_000, run.seed());
            Nd points = moons.points();
            double sampling = shortest(() -> flow.sample(10_000, run.seed()));
            double density = shortest(() -> flow.logProb(points));
            double held = model.nll(moons.heldOut());
            run.print("%s: held out %.3f", kind.title, held);
            return new Row(model.countParams(), held, training, sampling, density, samples);
        }
    }

    /** Seconds of the fastest of several calls, the first of which compiles. */
    private static double shortest(Runnable call) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 6; i++) {
            long start = System.nanoTime();
            call.run();
            best = Math.min(best, seconds(start));
        }
        return best;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
