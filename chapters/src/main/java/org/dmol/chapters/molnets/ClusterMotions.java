package org.dmol.chapters.molnets;

import java.util.List;
import java.util.function.UnaryOperator;
import org.dmol.array.Nd;
import org.dmol.layers.equivariant.Rotations;
import org.dmol.layers.models.Functional;

/** What motions of clusters do to the energies and forces of a potential. */
final class ClusterMotions {
    private final ClusterTraining data;
    private final Nd x;

    /**
     * A motion.
     *
     * @param name what it is
     * @param positions what it does to positions (clusters, atoms, 3)
     * @param forces what it does to forces
     */
    record Motion(String name, UnaryOperator<Nd> positions, UnaryOperator<Nd> forces) {}

    ClusterMotions(ClusterTraining data, Nd x) {
        this.data = data;
        this.x = x;
    }

    static List<Motion> all(double[][] turn, int atoms) {
        UnaryOperator<Nd> turned = y -> Rotations.apply(turn, y);
        UnaryOperator<Nd> mirrored = y -> Rotations.apply(Rotations.inverted(turn), y);
        UnaryOperator<Nd> reversed = y -> {
            float[] out = new float[y.size()];
            for (int i = 0; i < out.length; i++) {
                int atom = i / 3 % atoms;
                out[i] = (float) y.getFlat(i + 3 * (atoms - 1 - 2 * atom));
            }
            return Nd.of(out, y.shape());
        };
        return List.of(
                new Motion("rotation", turned, turned),
                new Motion("reflection", mirrored, mirrored),
                new Motion("translation", y -> y.map(v -> v + 1), y -> y),
                new Motion("permutation", reversed, reversed));
    }

    /** Largest differences of the energies by their spread, and of the forces by their root mean square. */
    double[] error(Functional model, Motion m) {
        List<Nd> before = data.predict(model, x);
        List<Nd> after = data.predict(model, m.positions.apply(x));
        return new double[] {
            largest(after.get(0), before.get(0)) / data.spread(),
            largest(after.get(1), m.forces.apply(before.get(1))) / data.scale()
        };
    }

    private static double largest(Nd a, Nd b) {
        double worst = 0;
        for (int i = 0; i < a.size(); i++) {
            worst = Math.max(worst, Math.abs(a.getFlat(i) - b.getFlat(i)));
        }
        return worst;
    }
}
