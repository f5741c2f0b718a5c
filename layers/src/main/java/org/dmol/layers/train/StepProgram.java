package org.dmol.layers.train;

import static org.dmol.tf.Trace.castLike;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.tf.Backend;
import org.dmol.tf.Ctx;
import org.dmol.tf.Device;
import org.dmol.tf.Grad;
import org.dmol.tf.Program;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Up to K training (or evaluation) steps in one call of TensorFlow: a loop whose state is the weights, the optimizer's moments and
 * the logs, and whose invariants are the data and the rows of each batch. Nothing is parsed, padded or copied to the graph within.
 */
final class StepProgram implements AutoCloseable {
    /** Where each tracked number lies in a row of the logs. */
    record Column(String name, int from, int to, ToDoubleFunction<double[]> result) {}

    /** State before the inputs: step of this call, logs, see {@link #touched}. */
    private static final int HEAD = 3;

    /** Fixed inputs: steps to run, seed, number of the first step, rows, which rows are real, learning rates. */
    private static final int FIXED = 6;

    private final TrainStep step;
    private final Optimizer optimizer;
    private final List<Var> trainable;
    private final StateLayout state;
    private final Layout layout;
    private final Backend backend;
    private final Device device;
    private final List<Column> columns = new ArrayList<>();
    private final Program program;

    /**
     * Which parts of the data the steps get.
     *
     * @param inputs number of input arrays
     * @param targets number of target arrays
     * @param weighted whether a weight for each row follows
     * @param padded whether some batches are filled up
     * @param prepared whether each row is a whole step
     * @param shared number of arrays that each step gets whole
     * @param specs types and shapes of inputs, targets and weights with all their rows, and of the shared arrays
     */
    record Layout(
            int inputs, int targets, boolean weighted, boolean padded, boolean prepared, int shared, List<Spec> specs) {
        static Layout of(Dataset data, List<Nd> arrays, boolean padded) {
            return new Layout(
                    data.inputs().size(),
                    data.targets().size(),
                    data.sampleWeights() != null,
                    padded,
                    data.isPrepared(),
                    data.shared().size(),
                    arrays.stream().map(Spec::like).toList());
        }
    }

    /** The optimizer is null for evaluation. */
    StepProgram(
            TrainStep step,
            Optimizer optimizer,
            List<Var> trainable,
            StateLayout state,
            Layout layout,
            int k,
            int batch,
            Backend backend,
            Device device) {
        this.step = step;
        this.optimizer = optimizer;
        this.trainable = trainable;
        this.state = state;
        this.layout = layout;
        this.backend = backend;
        this.device = device;
        List<Spec> specs = new ArrayList<>(List.of(
                Spec.of(DType.INT32),
                Spec.of(DType.INT32),
                Spec.of(DType.INT32),
                Spec.of(DType.INT32, k, batch),
                Spec.of(DType.FLOAT32, layout.padded ? k : 0, batch),
                Spec.of(DType.FLOAT32, optimizer == null ? 0 : k)));
        specs.addAll(state.specs(optimizer));
        specs.addAll(layout.specs);
        this.program = Program.of(specs, backend, device, (tf, in) -> loop(tf, in, k));
    }

    /** Whether XLA compiles the program. */
    boolean isCompiled() {
        return backend == Backend.COMPILED;
    }

    /** Where the tracked numbers are. */
    List<Column> columns() {
        return columns;
    }

    /** Runs; the outputs are the logs (k, columns) and the new state. The caller closes them. */
    List<Tensor> run(List<Tensor> inputs) {
        List<Tensor> out = program.run(inputs);
        out.get(out.size() - 1).close();
        return out.subList(0, out.size() - 1);
    }

    private List<Operand<?>> loop(Ops tf, List<Operand<?>> in, int k) {
        List<Spec> looped =
                new ArrayList<>(List.of(Spec.of(DType.INT32), Spec.of(DType.FLOAT32, k, -1), Spec.of(DType.FLOAT32)));
        in.forEach(x -> looped.add(Trace.spec(x)));
        columns.clear();
        try (ConcreteFunction condition = Trace.function(
                        looped,
                        (f, s) -> List.of(f.math.less(Trace.<TInt32>as(s.get(0)), Trace.<TInt32>as(s.get(HEAD)))));
                ConcreteFunction body = Trace.function(looped, this::iterate)) {
            int width = columns.isEmpty() ? 1 : columns.get(columns.size() - 1).to;
            List<Operand<?>> start = new ArrayList<>(List.of(
                    tf.constant(0), tf.zeros(tf.constant(new int[] {k, width}), TFloat32.class), tf.constant(0f)));
            start.addAll(in);
            List<Output<?>> end = tf.statelessWhile(start, condition, body).output();
            List<Operand<?>> out = new ArrayList<>(List.of(end.get(1)));
            out.addAll(end.subList(HEAD + FIXED, HEAD + FIXED + state.size()));
            out.add(end.get(2));
            return out;
        }
    }

    private record Step(TrainStep.Result result, Ctx ctx, Map<Var, Operand<?>> values) {}

    private Step trace(Ops tf, List<Operand<?>> s, Operand<TInt32> i) {
        Operand<TInt32> rows = tf.gather(Trace.<TInt32>as(s.get(3)), i, tf.constant(0));
        Operand<TFloat32> real = layout.padded ? tf.gather(Trace.floats(s.get(4)), i, tf.constant(0)) : null;
        Map<Var, Operand<?>> values = state.read(tf, s.subList(FIXED, FIXED + state.size()));
        Operand<TInt32> number = tf.math.add(Trace.<TInt32>as(s.get(2)), i);
        Ctx c = Ctx.builder(tf)
                .training(optimizer != null)
                .compiled(backend == Backend.COMPILED)
                .device(device)
                .weights(v -> {
                    Operand<?> value = values.get(v);
                    return value == null ? Trace.constant(tf, v.value()) : value;
                })
                .seed(tf.stack(List.of(Trace.<TInt32>as(s.get(1)), number)))
                .exampleWeights(real)
                .build();
        return new Step(step.of(c, batch(tf, s, rows, real)), c, values);
    }

    private Batch batch(Ops tf, List<Operand<?>> s, Operand<TInt32> rows, Operand<TFloat32> real) {
        int whole = s.size() - layout.shared;
        List<Operand<?>> arrays = new ArrayList<>();
        for (Operand<?> a : s.subList(FIXED + state.size(), whole)) {
            arrays.add(pick(tf, Trace.floats(a), rows));
        }
        List<Operand<?>> inputs = new ArrayList<>(arrays.subList(0, layout.inputs));
        inputs.addAll(s.subList(whole, s.size()));
        Operand<TFloat32> sampleWeight = layout.weighted ? Trace.floats(arrays.get(arrays.size() - 1)) : null;
        return new Batch(
                List.copyOf(inputs),
                List.copyOf(arrays.subList(layout.inputs, layout.inputs + layout.targets)),
                sampleWeight,
                real);
    }

    private Operand<?> pick(Ops tf, Operand<TFloat32> array, Operand<TInt32> rows) {
        Operand<TInt32> index = layout.prepared ? tf.reshape(rows, tf.constant(new int[0])) : rows;
        return tf.gather(array, index, tf.constant(0));
    }

    /** One iteration: state is (i, logs, touched, fixed inputs, weights, moments, data). */
    private List<Operand<?>> iterate(Ops tf, List<Operand<?>> all) {
        Operand<TInt32> i = Trace.as(all.get(0));
        List<Operand<?>> s = all.subList(HEAD, all.size());
        Step traced = trace(tf, s, i);
        List<Operand<?>> next = new ArrayList<>();
        next.add(tf.math.add(i, tf.constant(1)));
        next.add(log(tf, Trace.floats(all.get(1)), i, traced.result));
        next.add(touched(tf, s));
        next.addAll(s.subList(0, FIXED));
        if (optimizer == null) {
            next.addAll(s.subList(FIXED, FIXED + state.size()));
        } else {
            next.addAll(updated(tf, s, i, traced));
        }
        next.addAll(s.subList(FIXED + state.size(), s.size()));
        return next;
    }

    /**
     * One element of each weight and moment as it was before the step, summed. XLA would write the new state over the old, and LLVM does
     * not vectorise a loop whose input and output might be one array; a second reader of the old state makes XLA copy it first, and the
     * update of large weights takes a third of the time.
     */
    private Operand<TFloat32> touched(Ops tf, List<Operand<?>> s) {
        Operand<TFloat32> sum = tf.constant(0f);
        if (optimizer == null || backend != Backend.COMPILED) {
            return sum;
        }
        for (Operand<?> old : s.subList(FIXED, FIXED + state.size())) {
            Operand<TFloat32> flat = tf.reshape(Trace.floats(old), tf.constant(new int[] {-1}));
            Operand<TFloat32> first = tf.gather(flat, tf.constant(0), tf.constant(0));
            sum = tf.math.add(sum, castLike(tf, first, sum));
        }
        return sum;
    }

    /** Writes the row of the logs, and notes where each number lies in it. */
    private Operand<?> log(Ops tf, Operand<TFloat32> logs, Operand<TInt32> i, TrainStep.Result result) {
        List<Operand<TFloat32>> parts = new ArrayList<>();
        int at = 0;
        for (Tracked t : result.tracked()) {
            int n = (int) Trace.dim(t.sums(), 0);
            columns.add(new Column(t.name(), at, at + n, t.result()));
            at += n;
            parts.add(tf.stopGradient(castLike(tf, t.sums(), logs)));
        }
        if (parts.isEmpty()) {
            return logs;
        }
        Operand<TFloat32> row = parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(0));
        return tf.tensorScatterNdUpdate(
                logs, tf.reshape(i, tf.constant(new int[] {1, 1})), tf.expandDims(row, tf.constant(0)));
    }

    private List<Operand<?>> updated(Ops tf, List<Operand<?>> s, Operand<TInt32> i, Step traced) {
        List<Operand<TFloat32>> now =
                trainable.stream().map(v -> Trace.floats(traced.values.get(v))).toList();
        List<Operand<TFloat32>> gradients = Grad.of(tf, traced.result.loss(), now).stream()
                .map(Trace::floats)
                .toList();
        List<Operand<TFloat32>> clipped = optimizer.clip(tf, gradients);
        Map<Var, Operand<TFloat32>> gradientOf = new IdentityHashMap<>();
        for (int v = 0; v < trainable.size(); v++) {
            gradientOf.put(trainable.get(v), clipped.get(v));
        }
        Operand<TFloat32> rate = tf.gather(Trace.floats(s.get(5)), i, tf.constant(0));
        Operand<TInt32> number = tf.math.add(tf.math.add(Trace.<TInt32>as(s.get(2)), i), tf.constant(1));
        List<Optimizer.Updated> after = optimizer.apply(
                tf,
                state.params(tf, s.subList(FIXED, FIXED + state.size()), gradientOf, isCompiled()),
                rate,
                tf.dtypes.cast(number, TFloat32.class));
        Map<Var, Operand<?>> values = new LinkedHashMap<>(traced.values);
        values.putAll(traced.ctx.updates());
        return state.next(tf, values, after);
    }

    @Override
    public void close() {
        program.close();
    }
}
