package org.dmol.chapters.vae;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.layers.callbacks.Callback;
import org.dmol.layers.train.Training;

/** Reconstruction and divergence of each batch, with the weights from before its update. */
final class TrainingLog implements Callback {
    private final List<Double> reconstruction = new ArrayList<>();
    private final List<Double> kl = new ArrayList<>();

    @Override
    public void onBatch(Training training, long step, Map<String, Double> logs) {
        reconstruction.add(logs.get("reconstruction"));
        kl.add(logs.get("kl"));
    }

    @Override
    public boolean usesBatches() {
        return true;
    }

    @Override
    public boolean usesWeights() {
        return false;
    }

    @Override
    public boolean needsEveryEpoch() {
        return false;
    }

    /** Mean of the last 32 batches. */
    double reconstruction() {
        return last(reconstruction);
    }

    /** Mean of the last 32 batches. */
    double kl() {
        return last(kl);
    }

    private static double last(List<Double> values) {
        return values.subList(Math.max(0, values.size() - 32), values.size()).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    Figure figure(double low, double high) {
        Figure fig = new Figure(5.5, 3.8);
        Axes ax = fig.axes().xlabel("Iteration").ylabel("nats for an example").ylim(low, high);
        double[] r = reconstruction.stream().mapToDouble(Double::doubleValue).toArray();
        double[] k = kl.stream().mapToDouble(Double::doubleValue).toArray();
        double[] sum = new double[r.length];
        for (int i = 0; i < r.length; i++) {
            sum[i] = r[i] + k[i];
        }
        ax.plot(r).label("reconstruction");
        ax.plot(k).label("KL");
        ax.plot(sum).label("sum (negative ELBO)");
        ax.legend();
        return fig;
    }
}
