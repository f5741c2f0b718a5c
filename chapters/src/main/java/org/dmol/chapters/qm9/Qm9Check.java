package org.dmol.chapters.qm9;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NpzWriter;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.data.DataStore;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.LeastSquares;
import org.dmol.data.analysis.LinearFit;
import org.dmol.data.analysis.Scores;
import org.dmol.data.sets.Qm9;
import org.dmol.layers.FloatX;
import org.dmol.layers.Layer;
import org.dmol.layers.Seeds;
import org.dmol.layers.graph.EnergyAndForces;
import org.dmol.layers.graph.SymmetryFunctions;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.tf.Backend;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Grad;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Networks on given weights, symmetry functions, gradients of both orders, least squares and records beside JAX, NumPy and TensorFlow. */
final class Qm9Check implements CrossCheck {
    private static final int MOLECULES = 4;
    private static final int RECORDS = 60;
    private static final double RATE = 1e-3;
    private static final int DRAWS = 3;

    @Override
    public String name() {
        return "qm9";
    }

    @Override
    public String title() {
        return "energies, forces, symmetry functions and gradients on given weights beside JAX; records read by TensorFlow";
    }

    @Override
    public void run(Checks check) throws Exception {
        Qm9 set = Qm9.load(DataStore.standard()
                .withOffline(check.settings().offline())
                .withStandIns(check.settings().standIn()));
        Molecules molecules = new Molecules(set.geometries(), set.property(Qm9.Property.H));
        Path arrays = Files.createTempFile("dmol-qm9", ".npz");
        Path records = Files.createTempFile("dmol-qm9", ".tfrecords");
        trainings(check, molecules);
        FloatX.set(DType.FLOAT64);
        Seeds.set(check.settings().seed());
        try {
            compare(check, set, molecules, arrays, records);
        } finally {
            FloatX.set(DType.FLOAT32);
            Files.delete(arrays);
            Files.delete(records);
        }
    }

    private static void compare(Checks check, Qm9 set, Molecules molecules, Path arrays, Path records)
            throws Exception {
        int[] rows = IntStream.range(0, MOLECULES).map(i -> 1000 * i).toArray();
        int width = Arrays.stream(rows)
                        .map(r -> molecules.geometries().atoms(r))
                        .max()
                        .orElseThrow()
                + 2;
        List<Nd> in = molecules.inputs(rows, width);
        Nd z = in.get(0);
        Nd x = in.get(1).cast(DType.FLOAT64);
        double[] y = {0.5, -1, 0.25, 2};
        int[] some = IntStream.range(0, 3000).toArray();
        Potential.Shape shape = new Potential.Shape(12, 5, 2, 4.5, 8, 5, 4);
        double[] references = new double[10];
        Arrays.setAll(references, i -> 0.1 * i);
        try (BookNetwork book = new BookNetwork(2, 0.1);
                Potential potential = new Potential(shape, references, 0.7)) {
            book.call(List.of(z, x));
            potential.call(List.of(z, x));
            NpzWriter out = Npz.writer()
                    .put("z", z)
                    .put("x", x)
                    .put("y", Nd.vector(y))
                    .put("cutoff", Nd.scalar(shape.cutoff()))
                    .put("radial", Nd.vector(shape.radial()))
                    .put("interactions", Nd.scalar(shape.interactions()))
                    .put("elements", Nd.vector(1, 6, 8))
                    .put("counts", molecules.counts(some))
                    .put("energies", Nd.vector(molecules.energies(some)));
            put(out, "book", book);
            put(out, "potential", potential);
            out.write(arrays);
            RecordSteps.write(records, set, RECORDS, () -> {});
            JsonNode theirs = check.python().run("qm9.py", "check", arrays.toString(), records.toString());
            book(check, theirs, book, z, x, y);
            potential(check, theirs, potential, z, x);
            symmetry(check, theirs, z, x);
            leastSquares(check, theirs, molecules, some);
            records(check, theirs, set);
        }
    }

    /** The book's descent from the same weights and in the same order: validation errors after each epoch, whether it stays finite or not. */
    private static void trainings(Checks check, Molecules molecules) throws Exception {
        int n = check.settings().quick() ? 200 : 1000;
        // Longer trainings would show how rounding grows, not how the programs differ.
        int epochs = check.settings().quick() ? 1 : 2;
        int[] rows = Arrays.copyOf(new NumpyRandom(0).permutation(molecules.energies().length), n + n / 5);
        double[] h = molecules.energies(rows);
        double mean = Arrays.stream(h).average().orElseThrow();
        double sd = BookSteps.deviation(h, mean);
        Nd y = Nd.of(Arrays.stream(h).map(v -> (v - mean) / sd).toArray(), rows.length, 1)
                .cast(DType.FLOAT32);
        List<Nd> in = molecules.inputs(rows, molecules.geometries().width());
        Dataset train = Dataset.of(List.of(in.get(0).rows(0, n), in.get(1).rows(0, n)), List.of(y.rows(0, n)))
                .batch(1);
        Dataset validation = Dataset.of(
                        List.of(in.get(0).rows(n, rows.length), in.get(1).rows(n, rows.length)),
                        List.of(y.rows(n, rows.length)))
                .batch(100);
        NpzWriter out = Npz.writer()
                .put("z", in.get(0))
                .put("x", in.get(1))
                .put("y", y.reshape(rows.length))
                .put("train", Nd.scalar(n));
        double[][] ours = new double[DRAWS][];
        Path file = Files.createTempFile("dmol-qm9", ".npz");
        try {
            for (int k = 0; k < DRAWS; k++) {
                Seeds.set(k);
                try (BookNetwork model = BookSteps.network(n)) {
                    model.predict(List.of(in.get(0).rows(0, 1), in.get(1).rows(0, 1)), 1);
                    put(out, "draw" + k, model);
                    ours[k] = model.fit(
                                    train,
                                    Fit.epochs(epochs)
                                            .silent()
                                            .backend(Backend.COMPILED)
                                            .validate(validation))
                            .get("val_loss");
                }
            }
            out.write(file);
            JsonNode theirs = check.python()
                    .run("qm9.py", "train", file.toString(), "--epochs", "" + epochs, "--seeds", "" + DRAWS);
            for (int k = 0; k < DRAWS; k++) {
                double[] errors = Arrays.stream(ours[k]).map(Math::sqrt).toArray();
                double[] expected = numbers(theirs.get("network").get(k));
                if (Double.isNaN(errors[epochs - 1]) || Double.isNaN(expected[epochs - 1])) {
                    check.exact(
                            "training from draw " + k + ": epochs until it diverges",
                            until(errors),
                            until(expected),
                            0);
                } else {
                    check.exact("training from draw " + k + ": errors after each epoch", errors, expected, 2e-3);
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private static double until(double[] errors) {
        return Arrays.stream(errors).takeWhile(Double::isFinite).count();
    }

    private static void put(NpzWriter out, String name, Layer layer) {
        List<Nd> weights = layer.getWeights();
        for (int i = 0; i < weights.size(); i++) {
            out.put(name + "/" + i, weights.get(i));
        }
    }

    /** A loss in terms of the outputs of a layer. */
    private interface LossOf {
        Operand<TFloat32> of(Ops tf, List<? extends Operand<?>> outputs);
    }

    /** The loss, then its gradients by the trainable weights. */
    private static List<Nd> gradients(Layer layer, List<Nd> inputs, LossOf loss) {
        List<Var> weights = layer.trainableWeights();
        List<Nd> all = new ArrayList<>(inputs);
        weights.forEach(v -> all.add(v.value()));
        try (Fn f = Fn.multi((tf, in) -> {
            List<Operand<TFloat32>> given = in.subList(inputs.size(), in.size());
            Ctx c = Ctx.builder(tf)
                    .weights(v -> weights.contains(v) ? given.get(weights.indexOf(v)) : Trace.constant(tf, v.value()))
                    .build();
            Operand<TFloat32> value = loss.of(tf, layer.apply(c, in.subList(0, inputs.size())));
            List<Operand<?>> out = new ArrayList<>(List.of(value));
            out.addAll(Grad.of(tf, value, given));
            return out;
        })) {
            return f.callAll(all.toArray(Nd[]::new));
        }
    }

    private static double[] flat(List<Nd> arrays) {
        return arrays.stream()
                .flatMapToDouble(a -> IntStream.range(0, a.size()).mapToDouble(a::getFlat))
                .toArray();
    }

    private static void book(Checks check, JsonNode theirs, BookNetwork model, Nd z, Nd x, double[] y) {
        List<Nd> inputs = List.of(z, x);
        check.exact("book: energies", model.call(inputs).get(0).doubles(), numbers(theirs.get("book")), 1e-10);
        // The gradients that the optimizer sees are those of a tenth of the rate in the layers.
        List<Nd> g = gradients(
                model,
                inputs,
                (tf, out) -> Trace.mean(
                        tf,
                        tf.math.square(
                                tf.math.sub(Trace.floats(out.get(0)), Trace.constant(tf, Nd.of(y, y.length, 1))))));
        List<Nd> slopes = g.subList(1, g.size());
        double[] plain = flat(IntStream.range(0, slopes.size())
                .mapToObj(i -> i < 2 ? slopes.get(i) : slopes.get(i).map(v -> 10 * v))
                .toList());
        check.exact("book: gradients of the loss", plain, numbers(theirs.get("book_gradient")), 1e-9);
        List<Var> weights = model.trainableWeights();
        for (int i = 0; i < weights.size(); i++) {
            double[] w = weights.get(i).value().doubles().clone();
            for (int k = 0; k < w.length; k++) {
                w[k] -= RATE * slopes.get(i).getFlat(k);
            }
            weights.get(i).assign(Nd.of(w, weights.get(i).value().shape()));
        }
        check.exact(
                "book: energies after a step",
                model.call(inputs).get(0).doubles(),
                numbers(theirs.get("book_after_a_step")),
                1e-10);
    }

    private static void potential(Checks check, JsonNode theirs, Potential model, Nd z, Nd x) {
        EnergyAndForces both = new EnergyAndForces(model, 1);
        List<Nd> inputs = List.of(z, x);
        try (Fn f = Fn.multi((tf, in) -> both.apply(Ctx.inference(tf), in))) {
            List<Nd> out = f.callAll(z, x);
            check.exact("potential: energies", out.get(0).doubles(), numbers(theirs.get("potential")), 1e-10);
            check.exact("potential: forces", real(out.get(1), z), numbers(theirs.get("forces")), 1e-9);
        }
        List<Nd> g = gradients(both, inputs, (tf, out) -> Trace.sum(tf, tf.math.square(Trace.floats(out.get(1)))));
        check.exact(
                "potential: gradients of the squared forces",
                flat(g.subList(1, g.size())),
                numbers(theirs.get("force_loss_gradient")),
                1e-8);
    }

    private static void symmetry(Checks check, JsonNode theirs, Nd z, Nd x) {
        SymmetryFunctions functions = SymmetryFunctions.ani(1, 6, 8);
        try (Fn f = Fn.multi((tf, in) -> functions.apply(Ctx.inference(tf), in));
                Fn slope = f.grad(1)) {
            check.exact("symmetry functions", real(f.call(z, x), z), numbers(theirs.get("symmetry")), 1e-9);
            check.exact(
                    "symmetry functions: slope",
                    real(slope.call(z, x), z),
                    numbers(theirs.get("symmetry_slope")),
                    1e-7);
        }
    }

    /** The rows of atoms, without those of padding. */
    private static double[] real(Nd perAtom, Nd z) {
        List<Nd> rows = new ArrayList<>();
        for (int m = 0; m < z.dim(0); m++) {
            int[] elements = z.row(m).ints();
            int n = (int) Arrays.stream(elements).filter(e -> e > 0).count();
            rows.add(perAtom.row(m).rows(0, n));
        }
        return flat(rows);
    }

    private static void leastSquares(Checks check, JsonNode theirs, Molecules molecules, int[] rows) {
        LinearFit fit = LeastSquares.with(Intercept.JOINT).fit(molecules.counts(rows), molecules.energies(rows));
        double rmse = Scores.rmse(molecules.energies(rows), fit.predict(molecules.counts(rows)));
        check.exact(
                "least squares: error", rmse, theirs.get("least_squares_rmse").asDouble(), 1e-8);
        double[] w = Arrays.copyOf(fit.weights(), 5);
        w[4] = fit.intercept();
        check.exact("least squares: weights", w, numbers(theirs.get("least_squares")), 1e-9);
    }

    private static void records(Checks check, JsonNode theirs, Qm9 set) {
        double[] sums = new double[5];
        for (int i = 0; i < RECORDS; i++) {
            int[] z = set.geometries().numbers(i).ints();
            sums[0]++;
            sums[1] += z.length;
            sums[2] += Arrays.stream(z).sum();
            sums[3] += (float) set.properties().get(i, Qm9.Property.H.ordinal());
            for (float v : set.geometries().coordinates(i).floats()) {
                sums[4] += Math.abs((double) v);
            }
        }
        String[] names = {"number", "atoms", "protons", "labels", "coordinates"};
        for (int k = 0; k < sums.length; k++) {
            check.exact(
                    "records read by TensorFlow: " + names[k],
                    sums[k],
                    theirs.get("records").get(k).asDouble(),
                    k < 3 ? 0 : 1e-12);
        }
    }

    private static double[] numbers(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToDouble(
                        i -> list.get(i).isNull() ? Double.NaN : list.get(i).asDouble())
                .toArray();
    }
}
