package org.dmol.chapters.figures;

import java.util.Arrays;
import org.dmol.layers.train.History;

/** The figure that most trainings end with: loss of each epoch, and that of the validation part where there is one. */
public final class LossCurves {
    /** Up to here each epoch gets a tick of its own; automatic ticks would fall between epochs. */
    private static final int FEW = 12;

    private LossCurves() {}

    /** Training and validation loss by epoch, from 0. */
    public static Figure of(History history) {
        Figure fig = new Figure(5.6, 4);
        Axes ax = fig.axes().xlabel("Epoch").ylabel("Loss");
        double[] epochs =
                history.epochs().stream().mapToDouble(Integer::doubleValue).toArray();
        ax.plot(epochs, history.get("loss")).label("training");
        if (history.keys().contains("val_loss")) {
            ax.plot(epochs, history.get("val_loss")).label("validation");
        }
        if (epochs.length <= FEW) {
            ax.xticks(epochs, history.epochs().stream().map(String::valueOf).toArray(String[]::new));
        }
        ax.legend();
        return fig;
    }

    /** The smallest value of a series of the history, such as {@code val_loss}. */
    public static double lowest(History history, String key) {
        return Arrays.stream(history.get(key)).min().orElseThrow();
    }
}
