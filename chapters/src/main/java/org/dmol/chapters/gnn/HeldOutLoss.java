package org.dmol.chapters.gnn;

import java.util.Map;
import org.dmol.data.analysis.Scores;
import org.dmol.layers.callbacks.Callback;
import org.dmol.layers.models.Functional;
import org.dmol.layers.train.Training;

/**
 * Adds the mean squared error on held-out molecules to the logs of an epoch; they are predicted in batches, whatever the training does.
 *
 * @param picked {@link GcnNetwork#picked()} with the weights that are trained
 */
record HeldOutLoss(SolubilityGraphs set, MoleculeStore store, Functional picked, int[] molecules) implements Callback {
    @Override
    public void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {
        double rmse = Scores.rmse(set.y(molecules), store.predict(picked, molecules));
        logs.put("val_loss", rmse * rmse);
    }
}
