package org.dmol.chapters.molnets;

import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;

/**
 * Clusters of Lennard-Jones atoms, lengths in sigma, energies in epsilon; if wanted with the triple-dipole energy of Axilrod and Teller (J.
 * Chem. Phys. 1943, 11, 299), of which pairs know nothing.
 *
 * @param triples strength of the triple-dipole energy, epsilon sigma^9; argon's is about 0.07
 */
record LennardJones(double triples) {
    /** Distance from the centre that no atom passes, sigma. */
    private static final double WALL = 2.2;

    private static final int SWEEPS = 40;
    private static final double MOVE = 0.18;

    /**
     * Clusters.
     *
     * @param positions (clusters, atoms, 3)
     * @param energies (clusters)
     * @param forces (clusters, atoms, 3)
     */
    record Clusters(Nd positions, Nd energies, Nd forces) {}

    /**
     * The energy.
     *
     * @param x positions of the atoms, one after another
     * @param force gets the forces; null if they are not wanted
     */
    double energy(double[] x, double[] force) {
        int n = x.length / 3;
        double e = 0;
        if (force != null) {
            java.util.Arrays.fill(force, 0);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double a = square(x, i, j);
                double r6 = 1 / (a * a * a);
                e += 4 * (r6 * r6 - r6);
                push(x, force, i, j, 4 * (-6 * r6 * r6 + 3 * r6) / a);
                for (int k = 0; k < j && triples != 0; k++) {
                    e += triple(x, force, i, j, k);
                }
            }
        }
        return e;
    }

    private static double square(double[] x, int i, int j) {
        double dx = x[3 * i] - x[3 * j];
        double dy = x[3 * i + 1] - x[3 * j + 1];
        double dz = x[3 * i + 2] - x[3 * j + 2];
        return dx * dx + dy * dy + dz * dz;
    }

    /** Adds the forces of a derivative by the squared distance. */
    private static void push(double[] x, double[] force, int i, int j, double slope) {
        if (force == null) {
            return;
        }
        for (int k = 0; k < 3; k++) {
            double f = -2 * slope * (x[3 * i + k] - x[3 * j + k]);
            force[3 * i + k] += f;
            force[3 * j + k] -= f;
        }
    }

    /** {@code (1 + 3 cos cos cos) / (abc)^(3/2)} in the squares of the three distances. */
    private double triple(double[] x, double[] force, int i, int j, int k) {
        double a = square(x, i, j);
        double b = square(x, i, k);
        double c = square(x, j, k);
        double u = a + b - c;
        double v = a + c - b;
        double w = b + c - a;
        double q = a * b * c;
        double q3 = 1 / (q * Math.sqrt(q));
        double q5 = q3 / q;
        double p = u * v * w;
        double common = -1.5 * q3 - 2.5 * 0.375 * p * q5;
        push(x, force, i, j, triples * (common / a + 0.375 * q5 * (v * w + u * w - u * v)));
        push(x, force, i, k, triples * (common / b + 0.375 * q5 * (v * w - u * w + u * v)));
        push(x, force, j, k, triples * (common / c + 0.375 * q5 * (u * w + u * v - v * w)));
        return triples * (q3 + 0.375 * p * q5);
    }

    /**
     * Clusters of a Markov chain (Metropolis) at a temperature, one every 40 sweeps over the atoms.
     *
     * @param temperature epsilon / k
     */
    Clusters sample(long seed, int atoms, int count, double temperature) {
        NumpyRandom random = new NumpyRandom(seed);
        double[] x = new double[3 * atoms];
        for (int i = 0; i < atoms; i++) {
            // Corners of a cube of about the best distance.
            for (int k = 0; k < 3; k++) {
                x[3 * i + k] = 1.12 * ((i >> k & 1) - 0.5) + 1.12 * (k == 0 ? i / 8 : 0);
            }
        }
        double e = energy(x, null);
        double[] positions = new double[count * x.length];
        double[] energies = new double[count];
        double[] forces = new double[count * x.length];
        double[] f = new double[x.length];
        int warm = 50;
        for (int s = -warm; s < count; s++) {
            for (int t = 0; t < SWEEPS * atoms; t++) {
                e = move(x, e, t % atoms, temperature, random);
            }
            if (s >= 0) {
                energies[s] = energy(x, f);
                System.arraycopy(x, 0, positions, s * x.length, x.length);
                System.arraycopy(f, 0, forces, s * x.length, x.length);
            }
        }
        return new Clusters(Nd.of(positions, count, atoms, 3), Nd.vector(energies), Nd.of(forces, count, atoms, 3));
    }

    private double move(double[] x, double e, int i, double temperature, NumpyRandom random) {
        double[] old = {x[3 * i], x[3 * i + 1], x[3 * i + 2]};
        double far = 0;
        for (int k = 0; k < 3; k++) {
            x[3 * i + k] += MOVE * (2 * random.nextDouble() - 1);
            far += x[3 * i + k] * x[3 * i + k];
        }
        double next = far > WALL * WALL ? Double.MAX_VALUE : energy(x, null);
        if (random.nextDouble() < Math.exp((e - next) / temperature)) {
            return next;
        }
        System.arraycopy(old, 0, x, 3 * i, 3);
        return e;
    }
}
