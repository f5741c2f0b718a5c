package org.dmol.tf;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.RunOptions;

/**
 * A graph with its session: built once from a description of its outputs, called any number of times with arrays or tensors.
 *
 * <p>A program holds no state. What must survive a call goes in as an input and comes out as an output. Calls from several threads
 * are safe.
 */
public final class Program implements AutoCloseable {
    /** Describes the outputs of a program in terms of its inputs. */
    @FunctionalInterface
    public interface Body {
        /** Adds ops to {@code tf} and returns the outputs. */
        List<? extends Operand<?>> build(Ops tf, List<Operand<?>> inputs);
    }

    private static volatile boolean compiledBefore;

    private final List<Spec> specs;
    private final Graph graph;
    private final Session session;
    private final List<Operand<?>> inputs = new ArrayList<>();
    private final List<Output<?>> outputs = new ArrayList<>();
    private final Backend backend;

    private Program(List<Spec> specs, Backend backend, Device device, Body body) {
        TfRuntime.load();
        this.specs = List.copyOf(specs);
        this.backend = backend;
        this.graph = new Graph();
        try {
            Ops tf = Ops.create(graph);
            for (Spec spec : specs) {
                inputs.add(Trace.placeholder(tf, spec));
            }
            if (backend == Backend.SESSION && device.isDefault()) {
                for (Operand<?> y : body.build(tf, List.copyOf(inputs))) {
                    outputs.add(Trace.identity(tf, y).asOutput()); // an input may not be fetched
                }
            } else {
                call(tf, body, device);
            }
            this.session = device.target().isEmpty()
                    ? new Session(graph, config(backend))
                    : org.tensorflow.DmolSessions.open(graph, device.target(), config(Backend.COMPILED));
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    /** A program for this machine's processor. */
    public static Program of(List<Spec> inputs, Backend backend, Body body) {
        return of(inputs, backend, Device.cpu(), body);
    }

    /** A program for the given device; a device that is absent is an error that lists those present. */
    public static Program of(List<Spec> inputs, Backend backend, Device device, Body body) {
        return new Program(inputs, backend, device.require(), body);
    }

    /** Puts the body in one function, so that all of it, gradients included, is compiled or placed as a whole. */
    private void call(Ops tf, Body body, Device device) {
        try (ConcreteFunction f = Trace.function(specs, body)) {
            graph.attachFunction(f);
            var builder = tf.scope().opBuilder("PartitionedCall", "program");
            builder.addInputList(inputs.stream().map(Operand::asOutput).toArray(Output[]::new));
            builder.setAttr("Tin", types(f.signature(), true));
            builder.setAttr("Tout", types(f.signature(), false));
            builder.setAttr("f", f);
            if (backend == Backend.COMPILED) {
                builder.setAttr("_XlaMustCompile", true);
            }
            if (!device.isDefault() && device.target().isEmpty()) {
                builder.setDevice(device.placement());
            }
            var call = builder.build();
            for (int i = 0; i < call.numOutputs(); i++) {
                outputs.add(call.output(i));
            }
        }
    }

    private static DataType[] types(Signature signature, boolean in) {
        return (in ? signature.getInputs() : signature.getOutputs())
                .values().stream().map(t -> t.dataType).toArray(DataType[]::new);
    }

    /**
     * Threads of one kernel. Compiled programs are made of small kernels, which end before a second thread has woken up: a step of a
     * network of 300,000 weights takes three times as long with two threads.
     */
    private static int threads(Backend backend) {
        return backend == Backend.COMPILED
                ? 1
                : Math.min(8, Runtime.getRuntime().availableProcessors());
    }

    private static ConfigProto config(Backend backend) {
        ConfigProto.Builder c = ConfigProto.newBuilder()
                .setAllowSoftPlacement(true)
                .setInterOpParallelismThreads(1)
                .setIntraOpParallelismThreads(threads(backend));
        if (backend == Backend.COMPILED) {
            // XLA simplifies by itself; TensorFlow's own optimizer in front of it takes a third of the compilation.
            c.setGraphOptions(GraphOptions.newBuilder()
                    .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)));
        }
        if (backend == Backend.SESSION) {
            c.setExperimental(ConfigProto.Experimental.newBuilder().setExecutorType("SINGLE_THREADED_EXECUTOR"));
        }
        return c.build();
    }

    /** The inputs' types and shapes. */
    public List<Spec> inputs() {
        return specs;
    }

    /** How the program runs. */
    public Backend backend() {
        return backend;
    }

    /**
     * Runs the program on arrays.
     *
     * @throws IllegalArgumentException if an array does not fit its input
     */
    public List<Nd> call(List<Nd> arguments) {
        check(arguments);
        List<Tensor> in = new ArrayList<>();
        List<Tensor> out = List.of();
        try {
            arguments.forEach(a -> in.add(Tensors.of(a)));
            out = run(in);
            return out.stream().map(Tensors::toNd).toList();
        } finally {
            in.forEach(Tensor::close);
            out.forEach(Tensor::close);
        }
    }

    /** Runs the program on arrays; see {@link #call(List)}. */
    public List<Nd> call(Nd... arguments) {
        return call(List.of(arguments));
    }

    private void check(List<Nd> arguments) {
        if (arguments.size() != specs.size()) {
            throw new IllegalArgumentException(
                    "The program takes " + specs.size() + " inputs, not " + arguments.size() + ".");
        }
        for (int i = 0; i < specs.size(); i++) {
            if (!specs.get(i).accepts(arguments.get(i))) {
                throw new IllegalArgumentException("Input " + i + " must be " + specs.get(i) + ", not "
                        + arguments.get(i).describe() + ".");
            }
        }
    }

    /**
     * Runs the program on tensors, whose shapes the caller answers for (TensorFlow does not check them). The outputs belong to the
     * caller, who closes them; the inputs stay the caller's, too.
     */
    public List<Tensor> run(List<? extends Tensor> arguments) {
        if (backend == Backend.COMPILED && !compiledBefore) {
            synchronized (Program.class) {
                if (!compiledBefore) {
                    List<Tensor> out = NativeProcess.withoutStderr(() -> runNow(arguments));
                    compiledBefore = true;
                    return out;
                }
            }
        }
        return runNow(arguments);
    }

    private List<Tensor> runNow(List<? extends Tensor> arguments) {
        Session.Runner runner = session.runner();
        for (int i = 0; i < specs.size(); i++) {
            runner.feed(inputs.get(i), arguments.get(i));
        }
        outputs.forEach(runner::fetch);
        runner.setOptions(RunOptions.getDefaultInstance());
        // The Result would close its tensors; they are handed to the caller one by one instead.
        Result result = runner.run();
        List<Tensor> out = new ArrayList<>(outputs.size());
        for (int i = 0; i < outputs.size(); i++) {
            out.add(result.get(i));
        }
        return out;
    }

    /** Frees the session and the graph. */
    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
