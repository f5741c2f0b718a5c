package org.dmol.data.standin;

import java.io.IOException;
import java.nio.file.Path;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NumpyRandom;
import org.dmol.data.StandIn;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;

/** Langevin dynamics of ethanol with springs between all pairs of atoms: the forces are the exact gradient of the energy. */
record EthanolStandIn() implements StandIn {
    private static final int FRAMES = 2000;
    private static final int STRIDE = 25;
    private static final double LOWEST = -97205;
    private static final double STEP = 2e-4;
    /** kcal/mol at 500 K. */
    private static final double TEMPERATURE = 0.9936;

    @Override
    public String description() {
        return "It is a Langevin simulation of ethanol with springs between the atoms.";
    }

    @Override
    public void write(Path file, NumpyRandom random) throws IOException {
        Molecule m = Smiles.parse("CCO").withHydrogens();
        int n = m.atomCount();
        double[] rest = new Embedding(m, random).coordinates();
        double[] x = rest.clone();
        double[] force = new double[3 * n];
        float[] r = new float[FRAMES * 3 * n];
        float[] f = new float[FRAMES * 3 * n];
        double[] energies = new double[FRAMES];
        double noise = Math.sqrt(2 * TEMPERATURE * STEP);
        for (int frame = -40; frame < FRAMES; frame++) {
            for (int s = 0; s < STRIDE; s++) {
                energy(m, x, rest, force);
                for (int k = 0; k < x.length; k++) {
                    x[k] += STEP * force[k] + noise * random.nextGaussian();
                }
            }
            if (frame >= 0) {
                energies[frame] = LOWEST + energy(m, x, rest, force);
                for (int k = 0; k < x.length; k++) {
                    r[frame * 3 * n + k] = (float) x[k];
                    f[frame * 3 * n + k] = (float) force[k];
                }
            }
        }
        int[] z = new int[n];
        for (int i = 0; i < n; i++) {
            z[i] = m.atomicNumber(i);
        }
        Npz.writer()
                .put("Z", Nd.vector(z))
                .put("R", Nd.of(r, FRAMES, n, 3))
                .put("E", Nd.vector(energies))
                .put("F", Nd.of(f, FRAMES, n, 3))
                .write(file);
    }

    /** kcal/mol; fills the forces, kcal/mol/Angstrom. */
    private static double energy(Molecule m, double[] x, double[] rest, double[] force) {
        java.util.Arrays.fill(force, 0);
        double total = 0;
        int n = m.atomCount();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double k = m.bondBetween(i, j) >= 0 ? 600 : 40;
                double r = distance(x, i, j);
                double off = r - distance(rest, i, j);
                total += 0.5 * k * off * off;
                for (int a = 0; a < 3; a++) {
                    double pull = -k * off * (x[3 * i + a] - x[3 * j + a]) / r;
                    force[3 * i + a] += pull;
                    force[3 * j + a] -= pull;
                }
            }
        }
        return total;
    }

    private static double distance(double[] x, int i, int j) {
        double dx = x[3 * i] - x[3 * j];
        double dy = x[3 * i + 1] - x[3 * j + 1];
        double dz = x[3 * i + 2] - x[3 * j + 2];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
}
