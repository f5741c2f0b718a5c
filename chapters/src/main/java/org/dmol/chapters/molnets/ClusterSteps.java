package org.dmol.chapters.molnets;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.molnets.ClusterEnergy.Kind;
import org.dmol.chapters.molnets.ClusterTraining.Errors;
import org.dmol.chapters.report.Table;
import org.dmol.layers.equivariant.Rotations;
import org.dmol.layers.models.Functional;

/** Steps 9 to 12: Lennard-Jones clusters, and potentials with and without vectors that learn them. */
final class ClusterSteps {
    private static final double TRIPLES = 0.5;

    private ClusterTraining pairs;
    private final Map<Kind, Functional> trained = new EnumMap<>(Kind.class);

    private static int[] sizes(Run run) {
        String text = run.option("clusters");
        int[] sizes;
        try {
            sizes = Arrays.stream(text.split(","))
                    .mapToInt(n -> Integer.parseInt(n.strip()))
                    .sorted()
                    .toArray();
        } catch (NumberFormatException e) {
            sizes = new int[] {0};
        }
        if (sizes[0] < 1) {
            throw new IllegalArgumentException(
                    "clusters are numbers from 1 joined by commas, such as 25,60, not '" + text + "'.");
        }
        return run.quick() ? new int[] {20} : sizes;
    }

    private static int largest(Run run) {
        int[] n = sizes(run);
        return n[n.length - 1];
    }

    private static int steps(Run run) {
        return run.shorten((int) run.number("steps"), 12);
    }

    private static ClusterTraining clusters(Run run, double triples) {
        int test = run.shorten(500, 40);
        return new ClusterTraining(
                new LennardJones(triples)
                        .sample(run.seed(), ClusterTraining.ATOMS, test + largest(run), ClusterTraining.TEMPERATURE),
                test,
                run.seed());
    }

    void sample(Run run) throws IOException {
        LennardJones lj = new LennardJones(TRIPLES);
        double[] pair = {0, 0, 0, Math.pow(2, 1 / 6.0), 0, 0};
        run.metric("energy_of_the_best_pair", new LennardJones(0).energy(pair, null), "ε")
                .expected(-1, 1e-12)
                .alsoQuick();
        double side = 1.1;
        double[] triangle = {0, 0, 0, side, 0, 0, side / 2, side * Math.sqrt(0.75), 0};
        run.metric(
                        "triples_of_an_equilateral_triangle",
                        lj.energy(triangle, null) - new LennardJones(0).energy(triangle, null),
                        "ε")
                .expected(TRIPLES * 11 / 8 / Math.pow(side, 9), 1e-12)
                .alsoQuick();
        run.metric("forces_against_differences", slopeError(lj, run.seed()))
                .band(0, 1e-6)
                .alsoQuick()
                .note("Largest difference from central differences of the energy, relative to the largest force.");
        pairs = clusters(run, 0);
        run.print(
                "%d atoms at a temperature of %.1f ε: energies vary by %.2f ε, a force component by %.2f ε/σ",
                ClusterTraining.ATOMS, ClusterTraining.TEMPERATURE, pairs.spread(), pairs.scale());
        run.metric("energy_spread", pairs.spread(), "ε");
        run.metric("force_rms", pairs.scale(), "ε/σ");
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().xlabel("Distance (σ)").ylabel("Energy (ε)").ylim(-1.2, 2);
        double[] r = new double[200];
        double[] u = new double[200];
        Arrays.setAll(r, i -> 0.93 + i * 0.0105);
        Arrays.setAll(u, i -> new LennardJones(0).energy(new double[] {0, 0, 0, r[i], 0, 0}, null));
        ax.plot(r, u).label("Lennard-Jones");
        double width = 0.035;
        double[] bins = new double[60];
        double[] counts = new double[60];
        Arrays.setAll(bins, i -> 0.93 + i * width);
        for (double v : distances(pairs.testPositions())) {
            int k = (int) Math.floor((v - bins[0]) / width + 0.5);
            if (k >= 0 && k < counts.length) {
                counts[k]++;
            }
        }
        double most = Arrays.stream(counts).max().orElse(1);
        ax.step(bins, Arrays.stream(counts).map(c -> 1.6 * c / most - 1.2).toArray())
                .label("distances of the clusters")
                .color(4);
        ax.legend("upper right");
        run.figure("pair-energy", fig, "The energy of a pair, and how often distances occur (not to scale).");
    }

    private static double[] distances(Nd x) {
        int n = x.dim(1);
        double[] out = new double[x.dim(0) * n * (n - 1) / 2];
        int at = 0;
        for (int s = 0; s < x.dim(0); s++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    double sum = 0;
                    for (int k = 0; k < 3; k++) {
                        sum += Math.pow(x.get(s, i, k) - x.get(s, j, k), 2);
                    }
                    out[at++] = Math.sqrt(sum);
                }
            }
        }
        return out;
    }

    private static double slopeError(LennardJones lj, long seed) {
        double[] x = lj.sample(seed, 5, 1, 0.3).positions().doubles();
        double[] f = new double[x.length];
        lj.energy(x, f);
        double scale = Arrays.stream(f).map(Math::abs).max().orElseThrow();
        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            double at = x[i];
            x[i] = at + 1e-6;
            double up = lj.energy(x, null);
            x[i] = at - 1e-6;
            double down = lj.energy(x, null);
            x[i] = at;
            worst = Math.max(worst, Math.abs(f[i] + (up - down) / 2e-6));
        }
        return worst / scale;
    }

    void learn(Run run) throws IOException {
        int[] sizes = sizes(run);
        Map<Kind, Errors[]> errors = new EnumMap<>(Kind.class);
        Table t = Table.of(
                "mean absolute errors on test clusters",
                "network",
                "parameters",
                "training clusters",
                "energy (ε)",
                "force (ε/σ)");
        for (Kind kind : Kind.values()) {
            Errors[] all = new Errors[sizes.length];
            for (int k = 0; k < sizes.length; k++) {
                Functional model = pairs.train(run, kind, 2, sizes[k], steps(run));
                all[k] = pairs.errors(model);
                t.row(kind.words, model.countParams(), sizes[k], all[k].energy(), all[k].force());
                String name = kind.name().toLowerCase(Locale.ROOT) + "_" + sizes[k];
                run.metric(name + "_force_mae", all[k].force(), "ε/σ");
                run.metric(name + "_energy_mae", all[k].energy(), "ε");
                if (k + 1 < sizes.length) {
                    model.close();
                } else {
                    trained.put(kind, model);
                }
            }
            errors.put(kind, all);
        }
        Errors nothing = pairs.nothing();
        t.row("mean energy, no force", 0, largest(run), nothing.energy(), nothing.force());
        run.table(t);
        double wanted = trained.get(Kind.EQUIVARIANT).countParams();
        for (Kind kind : Kind.values()) {
            run.metric(
                            kind.name().toLowerCase(Locale.ROOT) + "_parameters",
                            trained.get(kind).countParams())
                    .expected(wanted, 0.02)
                    .alsoQuick();
        }
        if (!run.quick()) {
            judge(run, errors, nothing);
        }
        run.figure(
                "learning-curves",
                curves(sizes, errors, nothing),
                "Errors on the same 500 test clusters by the number of "
                        + "training clusters; all networks have the same number of parameters within 2 % and take the same number of steps.");
        run.beyond(
                "Networks of three symmetries learn energies and forces of the same clusters; forces by automatic differentiation.");
    }

    private static void judge(Run run, Map<Kind, Errors[]> errors, Errors nothing) {
        for (Kind kind : new Kind[] {Kind.INVARIANT, Kind.EQUIVARIANT}) {
            Errors[] e = errors.get(kind);
            Errors[] plain = errors.get(Kind.COORDINATES);
            boolean better = true;
            for (int k = 0; k < e.length; k++) {
                better &= e[k].force() < plain[k].force() && e[k].energy() < plain[k].energy();
            }
            String name = kind.name().toLowerCase(Locale.ROOT);
            run.check(name + " is better than coordinates at every size", better);
            run.check(
                    name + " is ten times better than no force with all clusters",
                    10 * e[e.length - 1].force() < nothing.force());
        }
    }

    private static Figure curves(int[] sizes, Map<Kind, Errors[]> errors, Errors nothing) {
        double[] n = Arrays.stream(sizes).asDoubleStream().toArray();
        Figure fig = Figure.grid(1, 2, 11, 4.6);
        for (int panel = 0; panel < 2; panel++) {
            boolean force = panel == 1;
            Axes ax = fig.axes(panel).logx().logy().xlabel("Training clusters");
            ax.ylabel(force ? "Force error (ε/σ)" : "Energy error (ε)");
            for (Kind kind : Kind.values()) {
                ax.plot(
                                n,
                                Arrays.stream(errors.get(kind))
                                        .mapToDouble(e -> force ? e.force() : e.energy())
                                        .toArray())
                        .marker('o')
                        .color(1 + kind.ordinal())
                        .label(kind.words);
            }
            ax.axhline(force ? nothing.force() : nothing.energy()).dashed().label(force ? "no force" : "mean energy");
            ax.xticks(n, Arrays.stream(sizes).mapToObj(Integer::toString).toArray(String[]::new));
            if (panel == 0) {
                ax.legend("lower left");
            }
        }
        return fig;
    }

    /** How far the trained potentials are from commuting with motions, relative to the scale of the forces. */
    void symmetry(Run run) {
        Table t = Table.of(
                "largest difference after a motion, energies by their spread and forces by their root mean square",
                "network",
                "motion",
                "energy",
                "force");
        Nd x = pairs.testPositions();
        double[][] turn = Rotations.random(new Random(run.seed()));
        ClusterMotions motions = new ClusterMotions(pairs, x);
        for (Kind kind : Kind.values()) {
            double worst = 0;
            for (ClusterMotions.Motion m : ClusterMotions.all(turn, ClusterTraining.ATOMS)) {
                double[] d = motions.error(trained.get(kind), m);
                t.row(kind.words, m.name(), d[0], d[1]);
                worst = Math.max(worst, Math.max(d[0], d[1]));
            }
            var metric = run.metric(kind.name().toLowerCase(Locale.ROOT) + "_equivariance_error", worst);
            if (kind == Kind.COORDINATES) {
                run.check("coordinates do not commute", worst > 0.1).alsoQuick();
            } else {
                metric.band(0, 2e-4).alsoQuick().note("float32");
            }
        }
        run.table(t);
    }

    /** One round of messages on clusters with and without the energy of triples. */
    void triples(Run run) {
        int n = largest(run);
        ClusterTraining both = clusters(run, TRIPLES);
        Table t = Table.of(
                "one round of messages, " + n + " training clusters",
                "energy",
                "network",
                "parameters",
                "energy error (ε)",
                "force error (ε/σ)",
                "force error / rms");
        double[][] relative = new double[2][2];
        for (int target = 0; target < 2; target++) {
            ClusterTraining data = target == 0 ? pairs : both;
            for (Kind kind : new Kind[] {Kind.INVARIANT, Kind.EQUIVARIANT}) {
                try (Functional model = data.train(run, kind, 1, n, steps(run))) {
                    Errors e = data.errors(model);
                    relative[target][kind.ordinal()] = e.force() / data.scale();
                    t.row(
                            target == 0 ? "pairs" : "pairs and triples",
                            kind.words,
                            model.countParams(),
                            e.energy(),
                            e.force(),
                            relative[target][kind.ordinal()]);
                    String name = kind.name().toLowerCase(Locale.ROOT) + (target == 0 ? "_pairs" : "_triples");
                    run.metric(name + "_force_mae", e.force(), "ε/σ");
                }
            }
        }
        run.table(t);
        if (!run.quick()) {
            run.check("with triples, vectors are better", relative[1][1] < relative[1][0]);
        }
        run.say(
                "After one round an atom of the invariant network knows a function of sums over its neighbours' distances; lengths of sums of "
                        + "vectors know angles, too. For an energy of pairs scalars are enough; for one of triples they must guess.");
        run.beyond("Body order at work: the energy of Axilrod and Teller depends on the angles of triangles.");
    }

    void close() {
        trained.values().forEach(Functional::close);
    }
}
