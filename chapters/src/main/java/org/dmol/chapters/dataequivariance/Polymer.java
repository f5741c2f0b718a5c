package org.dmol.chapters.dataequivariance;

import static org.dmol.data.analysis.PlanarAlignment.all;
import static org.dmol.data.analysis.PlanarAlignment.distance;

import java.awt.Color;
import java.util.Arrays;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.data.DataStore;
import org.dmol.data.analysis.PlanarAlignment;
import org.dmol.data.sets.PolymerPaths;

/**
 * The trajectory of a polymer of twelve points, as it is and aligned in the chapter's two ways.
 *
 * @param frames (frames, points, 2)
 * @param points point 0 at the origin, point 1 on the negative x axis
 * @param axes mean at the origin, principal axis along x, its sign by the third moment
 */
record Polymer(double[][][] frames, double[][][] points, double[][][] axes) {
    static Polymer load(DataStore store) {
        return of(PlanarAlignment.frames(PolymerPaths.load(store).frames()));
    }

    private static Polymer of(double[][][] frames) {
        return new Polymer(
                frames, all(frames, PlanarAlignment::onFirstPoints), all(frames, PlanarAlignment::onPrincipalAxes));
    }

    /** The whole trajectory turned about the origin, then aligned again. */
    Polymer turned(double angle) {
        return of(all(frames, f -> PlanarAlignment.turned(f, angle)));
    }

    /** The largest difference of any coordinate of two trajectories. */
    static double worst(double[][][] a, double[][][] b) {
        double worst = 0;
        for (int f = 0; f < a.length; f++) {
            worst = Math.max(worst, distance(a[f], b[f]));
        }
        return worst;
    }

    /** How often a frame differs from the one before by more than half a unit: an alignment that flips. */
    static int jumps(double[][][] set) {
        int n = 0;
        for (int f = 1; f < set.length; f++) {
            n += distance(set[f], set[f - 1]) > 0.5 ? 1 : 0;
        }
        return n;
    }

    static double[] column(double[][] frame, int k) {
        return Arrays.stream(frame).mapToDouble(p -> p[k]).toArray();
    }

    /** Panels side by side with up to 128 frames of each set, coloured by time from cyan to magenta. */
    static Figure panels(String[] titles, double[][][]... sets) {
        Figure fig = Figure.grid(1, sets.length, 16, 4);
        for (int k = 0; k < sets.length; k++) {
            Axes ax = fig.axes(k).title(titles[k]).noTicks().equalAspect();
            int stride = Math.max(1, sets[k].length / 128);
            for (int f = 0; f < sets[k].length; f += stride) {
                float t = (float) f / sets[k].length;
                ax.plot(column(sets[k][f], 0), column(sets[k][f], 1))
                        .marker('o')
                        .size(2)
                        .color(new Color(t, 1 - t, 1))
                        .alpha(0.2);
            }
        }
        return fig;
    }
}
