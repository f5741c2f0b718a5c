package org.dmol.chapters.xai;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.descriptors.DescriptorScaler;
import org.dmol.data.descriptors.DescriptorTable;
import org.dmol.layers.Regularizer;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Dropout;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;

/** The network on descriptors, with everything that prepares them: probability that a candidate was approved. */
record ApprovalModel(DescriptorScaler scaler, Sequential network) implements AutoCloseable {
    static final int EPOCHS = 50;
    private static final int BATCH = 32;
    private static final double CLIP = 3;
    private static final double MISSING = 0.05;
    private static final double L2 = 3e-3;
    private static final double DROPOUT = 0.3;

    /** The book's recipe: scaled with all rows, complete columns only; 32 rectified units, 32 linear ones, one output. */
    static ApprovalModel book(DescriptorTable all, int[] labels, int[] train, Fit settings) {
        DescriptorScaler scaler = DescriptorScaler.fit(all, 0, Double.POSITIVE_INFINITY);
        Sequential network = new Sequential(new Dense(32, "relu"), new Dense(32), new Dense(1));
        return fitted(scaler, network, all, labels, train, settings);
    }

    /** The same layers; scaled and clipped with training rows, dropout of inputs and L2, both classes of one weight. */
    static ApprovalModel sound(DescriptorTable all, int[] labels, int[] train, Fit settings) {
        DescriptorScaler scaler = DescriptorScaler.fit(all.rows(train), MISSING, CLIP);
        Regularizer penalty = Regularizer.l2(L2);
        Sequential network = new Sequential(
                new Dropout(DROPOUT),
                new Dense(32, "relu").kernelRegularizer(penalty),
                new Dense(32).kernelRegularizer(penalty),
                new Dense(1));
        double ones = IntStream.of(train).map(i -> labels[i]).sum();
        double zeros = train.length - ones;
        Map<Integer, Double> weights = Map.of(0, train.length / (2 * zeros), 1, train.length / (2 * ones));
        return fitted(scaler, network, all, labels, train, settings.classWeights(weights));
    }

    private static ApprovalModel fitted(
            DescriptorScaler scaler, Sequential network, DescriptorTable all, int[] labels, int[] rows, Fit settings) {
        network.compile(Optimizer.adam(1e-3), Crossentropy.binary(true)); // of the logit
        Nd x = scaler.transform(all.rows(rows)).cast(DType.FLOAT32);
        float[] y = new float[rows.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = labels[rows[i]];
        }
        network.fit(Dataset.of(x, Nd.of(y, y.length, 1)).batch(BATCH).shuffle(), settings);
        return new ApprovalModel(scaler, network);
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
