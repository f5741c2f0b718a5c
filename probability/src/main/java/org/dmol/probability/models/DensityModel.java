package org.dmol.probability.models;

import java.util.List;
import org.dmol.array.Nd;
import org.dmol.layers.Weights;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Batch;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Tracked;
import org.dmol.layers.train.TrainStep;
import org.dmol.probability.Distribution;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.tensorflow.Operand;

/**
 * A distribution fitted to data by maximum likelihood: the loss of {@link #fit} is the mean of {@code -logProb} in nats for an example.
 * Data sets have one input, the values, and no targets.
 *
 * <pre>{@code
 * try (var model = new DensityModel(flow)) {
 *     model.compile(Optimizer.adam(1e-3));
 *     History h = model.fit(Dataset.of(points).batch(32).shuffle(), Fit.epochs(100));
 * }
 * Nd density = flow.logProb(grid);
 * }</pre>
 */
public final class DensityModel extends Model {
    private final Distribution distribution;

    /** A model of a distribution with trainable weights, which training changes. */
    public DensityModel(Distribution distribution) {
        if (distribution.vars().isEmpty()) {
            throw new IllegalArgumentException(distribution.name() + " has no weights that could be trained.");
        }
        this.distribution = distribution;
        ensureBuilt(List.of());
    }

    /** The distribution. */
    public Distribution distribution() {
        return distribution;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        distribution.vars().forEach(weights::add);
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        return List.of(distribution.logProb(c, inputs.get(0)));
    }

    @Override
    protected TrainStep.Result trainStep(Ctx c, Batch batch) {
        Expr nll = distribution.logProb(c, batch.input(0)).neg();
        BatchMean mean = BatchMean.of(c, batch, nll);
        Expr loss = mean.of(nll);
        return new TrainStep.Result(loss, List.of(Tracked.mean(c.tf(), "loss", loss, mean.rows())));
    }

    /** Mean negative log-likelihood of the values in nats. */
    public double nll(Nd values) {
        return evaluate(Dataset.of(values).batch(1024)).get("loss");
    }
}
