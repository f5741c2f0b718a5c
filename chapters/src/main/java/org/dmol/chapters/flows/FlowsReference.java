package org.dmol.chapters.flows;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Reference;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.probability.distributions.TransformedDistribution;
import org.dmol.probability.models.DensityModel;

/** The book's flow with the weights and points that {@code chapters/python/flows.py} gets too. */
final class FlowsReference {
    private static final double TOLERANCE = 1e-5;
    private static final int STEPS = 5;

    private FlowsReference() {}

    static List<Reference> of(Map<String, Nd> in) {
        Nd x = in.get("x").cast(DType.FLOAT32);
        var flow = (TransformedDistribution) BookFlow.flow();
        try (DensityModel model = new DensityModel(flow)) {
            model.setWeights(IntStream.range(0, model.getWeights().size())
                    .mapToObj(i -> in.get("w" + i).cast(DType.FLOAT32))
                    .toList());
            double[] logProb = array(flow.logProb(x));
            double[] forward = array(flow.bijector().forward(in.get("z").cast(DType.FLOAT32)));
            model.compile(Optimizer.adam(1e-3));
            double[] losses = model.fit(
                            Dataset.of(x).batch(x.dim(0)), Fit.epochs(STEPS).silent())
                    .get("loss");
            return List.of(
                    Reference.of("log_prob", "log-densities", TOLERANCE, logProb),
                    Reference.of("forward", "samples", TOLERANCE, forward),
                    Reference.of("losses", "losses of five steps of Adam", TOLERANCE, losses));
        }
    }

    private static double[] array(Nd a) {
        return a.cast(DType.FLOAT64).doubles();
    }
}
