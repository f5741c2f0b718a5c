package org.dmol.layers.train;

import java.util.List;
import java.util.Map;
import org.dmol.tf.Tensors;
import org.dmol.tf.Var;
import org.tensorflow.Tensor;

/** Evaluates a step over a data set, once or after each epoch. */
final class Evaluation implements AutoCloseable {
    private static final int MAX_BUNDLE = 256;

    private final Dataset data;
    private final StateLayout state;
    private final Stepper stepper;

    /** {@code layout} says how the weights lie in the arrays that {@link #run} gets. */
    Evaluation(TrainStep step, StateLayout layout, List<Var> weights, Dataset data, Fit settings, boolean kernelBound) {
        this.data = data;
        this.state = layout.weightsOnly();
        int k = Math.min(data.batches(), MAX_BUNDLE);
        this.stepper = new Stepper(
                data,
                k,
                BackendChoice.choose(settings, weights, data, kernelBound),
                (rows, n, batch, backend) ->
                        new StepProgram(step, null, List.of(), state, rows, n, batch, backend, settings.device()));
    }

    /** The tracked numbers; {@code now} holds the weights' current values, or is null for those of the variables. */
    Map<String, Double> run(List<Tensor> now) {
        List<Tensor> values = now == null ? state.upload(v -> List.of()) : now.subList(0, state.size());
        try {
            double[] sums = null;
            for (Bundles.Bundle bundle :
                    Bundles.epoch(List.of(data.shuffle(false)), 0, 0, Math.min(data.batches(), MAX_BUNDLE))) {
                List<Tensor> out = stepper.run(bundle.batches(), 0, 0, new float[0], values);
                sums = LogRows.add(
                        sums, Tensors.toNd(out.get(0)), 0, bundle.batches().size());
                out.forEach(Tensor::close);
            }
            return Trainer.results(stepper.program().columns(), sums);
        } finally {
            if (now == null) {
                values.forEach(Tensor::close);
            }
        }
    }

    @Override
    public void close() {
        stepper.close();
    }
}
