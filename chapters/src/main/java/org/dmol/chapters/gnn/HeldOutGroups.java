package org.dmol.chapters.gnn;

import java.util.Map;
import org.dmol.layers.callbacks.Callback;
import org.dmol.layers.train.Training;

/**
 * Adds the accuracy on held-out point sets to the logs of an epoch; they are predicted in batches, whatever the training does.
 *
 * @param model the network that is trained
 */
record HeldOutGroups(PointSets sets, PickedPoints model, int[] rows) implements Callback {
    @Override
    public void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {
        logs.put("val_sparse_categorical_accuracy", sets.matrix(model, rows).accuracy());
    }
}
