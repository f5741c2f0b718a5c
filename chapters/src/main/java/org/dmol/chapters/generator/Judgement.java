package org.dmol.chapters.generator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.MoleculePicture;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Kde;
import org.dmol.data.analysis.Stats;
import org.dmol.data.analysis.Wasserstein;
import org.dmol.data.descriptors.RdkitDescriptors;
import org.dmol.data.molecules.GenerationScores;
import org.dmol.data.molecules.InvalidSmilesException;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.selfies.Selfies;
import org.dmol.layers.generation.TokenGenerator;
import org.dmol.layers.generation.TokenSampler;
import org.dmol.layers.models.Sequential;

/** What the generated molecules are like, beside those of the training set. */
final class Judgement {
    private static final double[] TEMPERATURES = {0.5, 1, 100};
    private static final Map<String, String> PROPERTIES = new LinkedHashMap<>();

    static {
        PROPERTIES.put("MolWt", "Molar mass (g/mol)");
        PROPERTIES.put("MolLogP", "log P (Crippen)");
        PROPERTIES.put("TPSA", "Polar surface (Å²)");
        PROPERTIES.put("RingCount", "Rings");
    }

    private final Supplier<Corpus> corpus;
    private final Supplier<List<int[]>> training;
    private final Supplier<Sequential> model;

    Judgement(Supplier<Corpus> corpus, Supplier<List<int[]>> training, Supplier<Sequential> model) {
        this.corpus = corpus;
        this.training = training;
        this.model = model;
    }

    /** Nine molecules; a place stays empty where the drawing program does not know the valences. */
    static Figure grid(Corpus corpus, List<int[]> rows) {
        Figure fig = Figure.grid(3, 3, 7.5, 7.5);
        for (int i = 0; i < rows.size(); i++) {
            Axes ax = fig.axes(i).off();
            try {
                ax.image(MoleculePicture.of(corpus.smiles(rows.get(i)), 250, 250));
            } catch (InvalidSmilesException e) {
                ax.title("not drawn: " + e.reason());
            }
        }
        return fig;
    }

    void scores(Run run) throws IOException {
        Corpus c = corpus.get();
        run.beyond(
                "1000 molecules at each temperature, beside those that the network has seen (scores as in MOSES; properties by RDKit's rules).");
        Set<String> known = GenerationScores.canonical(
                training.get().stream().map(c::smiles).toList());
        int n = run.shorten(1000, 100);
        Map<String, double[][]> properties = new LinkedHashMap<>();
        List<Molecule> seen = Smiles.parseAll(
                        training.get().stream().limit(2L * n).map(c::smiles).toList())
                .molecules();
        properties.put("training", properties(seen));
        Table t = Table.of("generated molecules", "T", "valid", "distinct", "novel", "tokens", "seconds");
        List<String> reasons = new ArrayList<>();
        try (TokenGenerator generator = LanguageModel.molecules(model.get(), c, n)) {
            for (double temperature : TEMPERATURES) {
                long start = System.nanoTime();
                List<int[]> rows = generator.generate(TokenSampler.temperature(temperature), run.seed());
                List<String> smiles = rows.stream().map(c::smiles).toList();
                double seconds = (System.nanoTime() - start) / 1e9;
                GenerationScores s = GenerationScores.of(smiles, known);
                double length = rows.stream().mapToInt(r -> r.length).average().orElseThrow();
                String name = "T" + (temperature < 1 ? "0.5" : "" + (int) temperature);
                t.row(temperature, s.validity(), s.uniqueness(), s.novelty(), length, seconds);
                s.rejected().forEach(r -> reasons.add(name + ": " + r));
                properties.put("T = " + name.substring(1), properties(s.molecules()));
                run.metric("valid_" + name, s.validity()).band(0.99, 1);
                run.metric("distinct_" + name, s.uniqueness());
                run.metric("novel_" + name, s.novelty());
            }
        }
        run.table(t);
        reasons.stream().limit(3).forEach(run::print);
        compare(run, properties);
    }

    /** One array for each property. */
    private static double[][] properties(List<Molecule> molecules) {
        Nd all = RdkitDescriptors.of(molecules);
        return PROPERTIES.keySet().stream()
                .map(RdkitDescriptors.NAMES::indexOf)
                .map(k -> IntStream.range(0, molecules.size())
                        .mapToDouble(i -> all.get(i, k))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static void compare(Run run, Map<String, double[][]> properties) throws IOException {
        List<String> labels = List.copyOf(PROPERTIES.values());
        double[][] reference = properties.get("training");
        Table t = Table.of("properties", "property", "molecules", "mean", "deviation", "distance from training");
        Figure fig = Figure.grid(2, 2, 8.5, 6.5);
        for (int k = 0; k < labels.size(); k++) {
            Axes ax = fig.axes(k).xlabel(labels.get(k)).ylabel("Density");
            double lo = Stats.quantile(reference[k], 0.001);
            double hi = Stats.quantile(reference[k], 0.999);
            double margin = 0.15 * (hi - lo);
            for (var e : properties.entrySet()) {
                double[] v = e.getValue()[k];
                t.row(labels.get(k), e.getKey(), Stats.mean(v), Stats.std(v, 1), Wasserstein.distance(v, reference[k]));
                density(ax, e.getKey(), v, lo - margin, hi + margin, k == 3);
            }
            ax.xlim(lo - margin, hi + margin);
            if (k == 0) {
                ax.legend();
            }
        }
        run.table(t);
        run.figure(
                "properties",
                fig,
                "Properties of generated molecules beside those of the training set. At T = 100 most lie outside.");
    }

    private static void density(Axes ax, String label, double[] v, double lo, double hi, boolean whole) {
        double[] x;
        double[] y;
        if (whole) { // shares of whole numbers
            x = IntStream.rangeClosed(0, (int) hi).asDoubleStream().toArray();
            y = new double[x.length];
            for (double value : v) {
                if (value < y.length) {
                    y[(int) value] += 1.0 / v.length;
                }
            }
        } else {
            x = IntStream.range(0, 200)
                    .mapToDouble(i -> lo + (hi - lo) * i / 199)
                    .toArray();
            y = Kde.of(v).density(x);
        }
        var line = ax.plot(x, y).label(label);
        if (label.equals("training")) {
            line.width(3);
        }
        if (whole) {
            line.marker('o');
        }
    }

    void fragment(Run run) throws IOException {
        Corpus c = corpus.get();
        run.beyond(
                "A molecule may begin with a fragment of one's choice; top-k and nucleus sampling cut off unlikely tokens.");
        String smiles = "c1ccc(cc1)S(=O)(=O)N";
        String selfies = Selfies.standard().encode(smiles);
        run.print("benzenesulfonamide, %s: %s", smiles, selfies);
        int[] prefix = c.encoder().encode(selfies);
        try (TokenGenerator nine = LanguageModel.molecules(model.get(), c, 9)) {
            TokenSampler sampler = TokenSampler.temperature(1).topK(20).topP(0.95);
            List<int[]> rows = nine.generate(sampler, run.seed(), prefix);
            run.figure(
                    "fragment",
                    grid(c, rows),
                    "Molecules that begin with benzenesulfonamide (T = 1, 20 tokens, 95 % of the probability).");
            run.check(
                            "all_begin_with_the_fragment",
                            rows.stream()
                                    .allMatch(r -> r.length >= prefix.length
                                            && IntStream.range(0, prefix.length).allMatch(i -> r[i] == prefix[i])))
                    .alsoStandIn();
        }
    }
}
