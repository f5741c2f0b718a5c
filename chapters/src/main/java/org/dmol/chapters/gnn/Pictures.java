package org.dmol.chapters.gnn;

import java.io.IOException;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;

/** Curves of trainings. */
final class Pictures {
    private Pictures() {}

    static void loss(Run run, String name, double[] loss, double[] validation) throws IOException {
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().xlabel("Epoch").ylabel("Loss");
        ax.plot(loss).label("training");
        ax.plot(validation).label("validation");
        ax.legend();
        run.figure(name, fig, "Mean squared error over the epochs.");
        Table table = Table.of("mean squared error", "epoch", "training", "validation");
        for (int e = 0; e < loss.length; e++) {
            table.row(e + 1, loss[e], validation[e]);
        }
        run.table(table);
    }
}
