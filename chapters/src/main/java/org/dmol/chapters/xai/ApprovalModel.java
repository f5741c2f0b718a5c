package org.dmol.chapters.xai;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.descriptors.DescriptorScaler;
import org.dmol.data.descriptors.DescriptorTable;
import org.dmol.layers.Regularizer;
import org.dmol.layers.callbacks.EarlyStopping;
import org.dmol.layers.core.Dense;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;

/** The network on descriptors, with everything that prepares them: probability that a candidate was approved. */
record ApprovalModel(DescriptorScaler scaler, Sequential network) implements AutoCloseable {
    static final int EPOCHS = 50;
    private static final int BATCH = 32;
    private static final double CLIP = 5;
    private static final double MISSING = 0.05;
    private static final double L2 = 3e-3;

    /** As in the book: 32 rectified units, 32 linear ones, one output; the loss takes the logit. */
    private static Sequential network(double l2) {
        Regularizer penalty = l2 == 0 ? null : Regularizer.l2(l2);
        Sequential network = new Sequential(
                new Dense(32, "relu").kernelRegularizer(penalty),
                new Dense(32).kernelRegularizer(penalty),
                new Dense(1));
        network.compile(Optimizer.adam(1e-3), Crossentropy.binary(true));
        return network;
    }

    /** The book's recipe: scaled with all rows, complete columns only, no weights, always 50 epochs. */
    static ApprovalModel book(DescriptorTable all, int[] labels, int[] train, Fit settings) {
        DescriptorScaler scaler = DescriptorScaler.fit(all, 0, Double.POSITIVE_INFINITY);
        Sequential network = network(0);
        network.fit(dataset(scaler, all, labels, train).shuffle(), settings);
        return new ApprovalModel(scaler, network);
    }

    /** Scaled and clipped with training rows, both classes of one weight, L2, and as many epochs as the validation rows like. */
    static ApprovalModel sound(DescriptorTable all, int[] labels, int[] train, int[] validation, Fit settings) {
        DescriptorScaler scaler = DescriptorScaler.fit(all.rows(train), MISSING, CLIP);
        double ones = IntStream.of(train).map(i -> labels[i]).sum();
        double rare = ones / (train.length - ones);
        Sequential network = network(L2);
        network.fit(
                dataset(scaler, all, labels, train).shuffle(),
                settings.classWeights(Map.of(0, (1 + rare) / 2, 1, (1 + 1 / rare) / 2))
                        .validate(weighted(dataset(scaler, all, labels, validation), labels, validation, rare))
                        .with(new EarlyStopping("val_loss").patience(8).restoreBestWeights(true)));
        return new ApprovalModel(scaler, network);
    }

    private static Dataset dataset(DescriptorScaler scaler, DescriptorTable all, int[] labels, int[] rows) {
        Nd x = scaler.transform(all.rows(rows)).cast(DType.FLOAT32);
        float[] y = new float[rows.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = labels[rows[i]];
        }
        return Dataset.of(x, Nd.of(y, y.length, 1)).batch(BATCH);
    }

    private static Dataset weighted(Dataset data, int[] labels, int[] rows, double rare) {
        float[] w = new float[rows.length];
        for (int i = 0; i < w.length; i++) {
            w[i] = (float) (labels[rows[i]] == 0 ? (1 + rare) / 2 : (1 + 1 / rare) / 2);
        }
        return data.weights(Nd.of(w, w.length));
    }

    /** Logits of molecules with the given raw descriptors. */
    double[] logits(DescriptorTable table) {
        Nd x = scaler.transform(table).cast(DType.FLOAT32);
        return network.predict(x).cast(DType.FLOAT64).doubles();
    }

    /** Probabilities. */
    double[] probabilities(DescriptorTable table) {
        return Arrays.stream(logits(table)).map(ApprovalModel::sigmoid).toArray();
    }

    static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    @Override
    public void close() {
        network.close();
    }
}
