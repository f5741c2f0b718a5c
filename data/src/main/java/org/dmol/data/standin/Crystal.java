package org.dmol.data.standin;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.data.standin.PlaneGroups.Position;

/** Particles in a cell of a plane group, relaxed with a Lennard-Jones force and then shaken; the symmetry is exact throughout. */
final class Crystal {
    private static final double DENSITY = 0.25;
    private static final double LARGEST_MOVE = 0.08;

    private final PlaneGroups.Group group;
    private final NumpyRandom random;
    /** Lattice vectors as columns: ax, bx, ay, by. */
    private final double[] lattice;
    /** Fractional coordinates of one particle of each orbit; the first {@link #free} are general. */
    private final double[] asymmetric;

    private final int free;

    Crystal(PlaneGroups.Group group, int general, int special, NumpyRandom random) {
        this.group = group;
        this.random = random;
        this.free = general;
        this.asymmetric = new double[2 * (general + special)];
        for (int i = 0; i < general + special; i++) {
            double x = random.nextDouble();
            double y = random.nextDouble();
            Position site = i < general ? group.general()[0] : group.special()[i - general];
            asymmetric[2 * i] = site.x(x, y);
            asymmetric[2 * i + 1] = site.y(x, y);
        }
        int count = cell(1e-6).size();
        this.lattice = lattice(count / DENSITY);
        for (int step = 0; step < 120; step++) {
            move(0);
        }
    }

    private double[] lattice(double area) {
        double ratio = random.uniform(0.8, 1.25).item();
        double degrees = random.uniform(75, 105).item();
        double angle = Math.toRadians(
                switch (group.cell()) {
                    case OBLIQUE -> degrees;
                    case HEXAGONAL -> 120;
                    default -> 90;
                });
        double stretch =
                group.cell() == PlaneGroups.Cell.OBLIQUE || group.cell() == PlaneGroups.Cell.RECTANGULAR ? ratio : 1;
        double a = Math.sqrt(area / (stretch * Math.sin(angle)));
        return new double[] {a, a * stretch * Math.cos(angle), 0, a * stretch * Math.sin(angle)};
    }

    /** Next frame. */
    void shake() {
        for (int step = 0; step < 8; step++) {
            move(0.03);
        }
    }

    Nd latticeVectors() {
        return Nd.of(
                new float[] {(float) lattice[0], (float) lattice[1], (float) lattice[2], (float) lattice[3]}, 2, 2);
    }

    /** Positions of the particles of the cell, float32 [n, 2]. */
    Nd positions() {
        List<double[]> cell = cell(1e-6);
        float[] out = new float[2 * cell.size()];
        for (int i = 0; i < cell.size(); i++) {
            double[] f = cell.get(i);
            out[2 * i] = (float) (lattice[0] * f[0] + lattice[1] * f[1]);
            out[2 * i + 1] = (float) (lattice[2] * f[0] + lattice[3] * f[1]);
        }
        return Nd.of(out, cell.size(), 2);
    }

    /** All images within one cell, the particles of special positions once. */
    private List<double[]> cell(double tolerance) {
        List<double[]> all = new ArrayList<>();
        for (int i = 0; i < asymmetric.length / 2; i++) {
            int first = all.size();
            for (Position p : group.general()) {
                double x = p.x(asymmetric[2 * i], asymmetric[2 * i + 1]);
                double y = p.y(asymmetric[2 * i], asymmetric[2 * i + 1]);
                boolean known = false;
                for (int k = first; i >= free && k < all.size(); k++) {
                    known |= near(all.get(k)[0] - x, tolerance) && near(all.get(k)[1] - y, tolerance);
                }
                if (!known) {
                    all.add(new double[] {x, y});
                }
            }
        }
        return all;
    }

    private static boolean near(double difference, double tolerance) {
        return Math.abs(difference - Math.rint(difference)) < tolerance;
    }

    /** One step of each general particle along the force of all others, with noise. */
    private void move(double noise) {
        List<double[]> cell = cell(1e-6);
        double det = lattice[0] * lattice[3] - lattice[1] * lattice[2];
        for (int i = 0; i < free; i++) {
            double fx = 0;
            double fy = 0;
            for (double[] other : cell) {
                double u = wrapped(asymmetric[2 * i] - other[0]);
                double v = wrapped(asymmetric[2 * i + 1] - other[1]);
                for (int a = -1; a <= 1; a++) {
                    for (int b = -1; b <= 1; b++) {
                        double dx = lattice[0] * (u + a) + lattice[1] * (v + b);
                        double dy = lattice[2] * (u + a) + lattice[3] * (v + b);
                        double r2 = dx * dx + dy * dy;
                        if (r2 > 1e-12 && r2 < 6.25) {
                            double s6 = Math.pow(Math.max(0.6, r2), -3);
                            double f = 24 * s6 * (2 * s6 - 1) / r2;
                            fx += f * dx;
                            fy += f * dy;
                        }
                    }
                }
            }
            double mx = clip(0.004 * fx) + noise * random.nextGaussian();
            double my = clip(0.004 * fy) + noise * random.nextGaussian();
            asymmetric[2 * i] += (lattice[3] * mx - lattice[1] * my) / det;
            asymmetric[2 * i + 1] += (lattice[0] * my - lattice[2] * mx) / det;
        }
    }

    private static double wrapped(double fraction) {
        return fraction - Math.rint(fraction);
    }

    private static double clip(double move) {
        return Math.max(-LARGEST_MOVE, Math.min(LARGEST_MOVE, move));
    }
}
