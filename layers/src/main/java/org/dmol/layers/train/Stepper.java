package org.dmol.layers.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dmol.array.Nd;
import org.dmol.tf.Backend;
import org.dmol.tf.Tensors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;

/** Runs the bundles of one data set; falls back from XLA to TensorFlow's kernels by itself where XLA lacks an op. */
final class Stepper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stepper.class);

    private final Dataset data;
    private final int k;
    private final boolean padded;
    private final Function<Backend, StepProgram> compile;
    private final List<Tensor> arrays = new ArrayList<>();
    private StepProgram program;

    Stepper(Dataset data, int k, Backend backend, Compiler compiler) {
        this.data = data;
        this.k = k;
        this.padded = !data.isPrepared() && data.size() % data.batchSize() != 0;
        List<Nd> all = new ArrayList<>(data.inputs());
        all.addAll(data.targets());
        if (data.sampleWeights() != null) {
            all.add(data.sampleWeights());
        }
        all.addAll(data.shared());
        this.compile = b -> compiler.compile(StepProgram.Layout.of(data, all, padded), k, data.batchSize(), b);
        this.program = build(backend);
        all.forEach(a -> arrays.add(Tensors.of(a)));
    }

    /** Makes a program for a layout. */
    @FunctionalInterface
    interface Compiler {
        StepProgram compile(StepProgram.Layout layout, int k, int batch, Backend backend);
    }

    private StepProgram build(Backend backend) {
        return compile.apply(backend);
    }

    StepProgram program() {
        return program;
    }

    /** Runs the batches as the steps from {@code firstStep} on; gives the logs and the new state, which the caller closes. */
    List<Tensor> run(List<int[]> batches, int seed, long firstStep, float[] rates, List<Tensor> state) {
        List<Tensor> fixed = new ArrayList<>();
        try {
            fixed.add(Tensors.of(Nd.scalar(batches.size())));
            fixed.add(Tensors.of(Nd.scalar(seed)));
            fixed.add(Tensors.of(Nd.scalar((int) firstStep)));
            fixed.add(Tensors.of(Bundles.rows(batches, k, data.batchSize())));
            fixed.add(Tensors.of(
                    padded ? Bundles.real(batches, k, data.batchSize()) : Nd.of(new float[0], 0, data.batchSize())));
            fixed.add(Tensors.of(Nd.vector(rates)));
            List<Tensor> in = new ArrayList<>(fixed);
            in.addAll(state);
            in.addAll(arrays);
            return runOrFallBack(in);
        } finally {
            fixed.forEach(Tensor::close);
        }
    }

    private List<Tensor> runOrFallBack(List<Tensor> in) {
        try {
            return program.run(in);
        } catch (TensorFlowException e) {
            if (!program.isCompiled() || !isUnsupported(e)) {
                throw e;
            }
            LOG.info("XLA lacks an op of this model; training goes on with TensorFlow's kernels.");
            LOG.debug("XLA: {}", e.getMessage());
            program.close();
            program = build(Backend.SESSION);
            return program.run(in);
        }
    }

    private static boolean isUnsupported(TensorFlowException e) {
        String m = String.valueOf(e.getMessage());
        return m.contains("unsupported operations")
                || m.contains("No registered")
                || m.contains("UNIMPLEMENTED")
                || m.contains("XLA_CPU_JIT");
    }

    @Override
    public void close() {
        program.close();
        arrays.forEach(Tensor::close);
    }
}
