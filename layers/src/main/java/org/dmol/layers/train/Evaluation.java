package org.dmol.layers.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.tf.Tensors;
import org.dmol.tf.Var;
import org.tensorflow.Tensor;

/** Evaluates a step over a data set, once or after each epoch. */
final class Evaluation implements AutoCloseable {
    private static final int MAX_BUNDLE = 256;

    private final Dataset data;
    private final List<Var> weights;
    private final Stepper stepper;

    Evaluation(TrainStep step, List<Var> weights, Dataset data, Fit settings, boolean kernelBound) {
        this.data = data;
        this.weights = weights;
        int k = Math.min(data.batches(), MAX_BUNDLE);
        this.stepper = new Stepper(
                data,
                k,
                BackendChoice.choose(settings, weights, data, kernelBound),
                (layout, n, batch, backend) ->
                        new StepProgram(step, null, weights, List.of(), layout, n, batch, backend, settings.device()));
    }

    /** The tracked numbers; {@code state} holds the weights' current values, or is null for those of the variables. */
    Map<String, Double> run(List<Tensor> state) {
        List<Tensor> values = new ArrayList<>();
        try {
            if (state == null) {
                weights.forEach(v -> values.add(Tensors.of(v.value())));
            } else {
                values.addAll(state.subList(0, weights.size()));
            }
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
            if (state == null) {
                values.forEach(Tensor::close);
            }
        }
    }

    @Override
    public void close() {
        stepper.close();
    }
}
