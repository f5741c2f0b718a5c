package org.dmol.data.standin;

import java.io.IOException;
import java.nio.file.Path;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NumpyRandom;
import org.dmol.data.StandIn;

/** A polymer of 12 beads in the plane: harmonic bonds, soft repulsion, overdamped Langevin dynamics. */
record PolymerStandIn(int stepsPerFrame) implements StandIn {
    private static final int FRAMES = 2048;
    private static final int BEADS = 12;
    private static final double BOND = 0.7;
    private static final double STIFFNESS = 20;
    private static final double REPULSION = 2;
    private static final double STEP = 0.002;

    @Override
    public String description() {
        return "It is a Langevin simulation of 12 beads joined by springs in two dimensions.";
    }

    @Override
    public void write(Path file, NumpyRandom random) throws IOException {
        double[] x = new double[2 * BEADS];
        for (int i = 0; i < BEADS; i++) {
            x[2 * i] = i * BOND;
            x[2 * i + 1] = 0.1 * random.nextGaussian();
        }
        double[] out = new double[FRAMES * 2 * BEADS];
        double noise = Math.sqrt(2 * 0.25 * STEP);
        int settle = 20_000 / stepsPerFrame;
        for (int frame = -settle; frame < FRAMES; frame++) {
            for (int s = 0; s < stepsPerFrame; s++) {
                double[] force = forces(x);
                for (int k = 0; k < x.length; k++) {
                    x[k] += STEP * force[k] + noise * random.nextGaussian();
                }
            }
            if (frame >= 0) {
                System.arraycopy(x, 0, out, frame * x.length, x.length);
            }
        }
        Npz.writer().put("arr", Nd.of(out, FRAMES, BEADS, 2)).write(file);
    }

    private static double[] forces(double[] x) {
        double[] f = new double[x.length];
        for (int i = 0; i < BEADS; i++) {
            for (int j = i + 1; j < BEADS; j++) {
                double dx = x[2 * j] - x[2 * i];
                double dy = x[2 * j + 1] - x[2 * i + 1];
                double r = Math.max(1e-9, Math.hypot(dx, dy));
                double pull = j == i + 1 ? STIFFNESS * (r - BOND) : -REPULSION * Math.max(0, 1 - r);
                f[2 * i] += pull * dx / r;
                f[2 * i + 1] += pull * dy / r;
                f[2 * j] -= pull * dx / r;
                f[2 * j + 1] -= pull * dy / r;
            }
        }
        return f;
    }
}
