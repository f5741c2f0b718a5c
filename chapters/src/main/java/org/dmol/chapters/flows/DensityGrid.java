package org.dmol.chapters.flows;

import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.chapters.figures.Colormap;
import org.dmol.chapters.figures.Figure;
import org.dmol.probability.Distribution;

/**
 * Densities on a square grid around the origin, evaluated as logarithms, so that nothing overflows.
 *
 * @param cells points along a side
 * @param half half the length of a side
 * @param logDensity rows from the lowest y on
 */
record DensityGrid(int cells, double half, double[] logDensity) {
    private static final int BATCH = 40_000;

    static DensityGrid of(Distribution d, int cells, double half) {
        float[] at = new float[2 * cells * cells];
        for (int row = 0; row < cells; row++) {
            for (int column = 0; column < cells; column++) {
                int i = row * cells + column;
                at[2 * i] = (float) (-half + column * 2 * half / (cells - 1));
                at[2 * i + 1] = (float) (-half + row * 2 * half / (cells - 1));
            }
        }
        double[] values = new double[cells * cells];
        Nd points = Nd.of(at, cells * cells, 2);
        for (int from = 0; from < values.length; from += BATCH) {
            Nd log = d.logProb(points.rows(from, Math.min(values.length, from + BATCH)));
            for (int i = 0; i < log.size(); i++) {
                values[from + i] = log.getFlat(i);
            }
        }
        return new DensityGrid(cells, half, values);
    }

    double y(int row) {
        return -half + row * 2 * half / (cells - 1);
    }

    int argMax() {
        int best = 0;
        for (int i = 0; i < logDensity.length; i++) {
            best = logDensity[i] > logDensity[best] ? i : best;
        }
        return best;
    }

    double max() {
        return Math.exp(logDensity[argMax()]);
    }

    /** Sum of the densities times the area of a cell. */
    double integral() {
        double side = 2 * half / (cells - 1);
        return Arrays.stream(logDensity)
                        .filter(v -> !Double.isNaN(v))
                        .map(Math::exp)
                        .sum()
                * side
                * side;
    }

    /** Cells whose log-density is not a number, where a network overflowed. */
    long undefined() {
        return Arrays.stream(logDensity).filter(Double::isNaN).count();
    }

    /** Cells whose density is 0 or infinite in float32. */
    long infinite() {
        return Arrays.stream(logDensity).filter(Double::isInfinite).count();
    }

    double[][] rows() {
        double[][] out = new double[cells][cells];
        for (int i = 0; i < logDensity.length; i++) {
            out[i / cells][i % cells] = Double.isNaN(logDensity[i]) ? 0 : Math.exp(logDensity[i]);
        }
        return out;
    }

    Figure figure() {
        Figure fig = new Figure(4.6, 4.4);
        draw(fig.axes());
        return fig;
    }

    void draw(org.dmol.chapters.figures.Axes axes) {
        axes.xlabel("x")
                .ylabel("y")
                .imshow(rows())
                .lowerOrigin()
                .span(-half, half, -half, half)
                .limits(0, max())
                .colormap(Colormap.GREYS);
        axes.xlim(-half, half).ylim(-half, half);
    }
}
