package org.dmol.data.standin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NpzWriter;
import org.dmol.array.NumpyRandom;
import org.dmol.data.StandIn;
import org.dmol.data.molecules.Molecule;

/** Small molecules with rough geometries and energies that are sums over atoms, bonds and strain: for QM9 and QM7. */
record QuantumStandIn(int rows, int heavy, int width, boolean qm9) implements StandIn {
    private static final double KCAL = 627.5095;
    private static final String[] START = {"C", "N", "O"};
    private static final String[] PARTS = {
        "C", "C", "C", "CC", "O", "N", "C(=O)", "C(C)", "C(O)", "C#C", "C=C", "C1CC1", "C(N)", "C(C#N)"
    };

    @Override
    public String description() {
        return "Its molecules come from a small grammar, its geometries from springs, its energies from sums over atoms, bonds and strain.";
    }

    @Override
    public void write(Path file, NumpyRandom random) throws IOException {
        Map<String, Molecule> molecules = Stand.molecules(rows, () -> grammar(random));
        int[] ids = new int[rows];
        int[] counts = new int[rows];
        int[] z = new int[rows * width];
        float[] r = new float[rows * width * 3];
        double[] y = new double[rows * 15];
        double[] atomization = new double[rows * 4];
        int i = 0;
        for (Molecule plain : molecules.values()) {
            Molecule m = plain.withHydrogens();
            Embedding e = new Embedding(m, random);
            double[] x = e.coordinates();
            ids[i] = i + 1;
            counts[i] = m.atomCount();
            for (int k = 0; k < m.atomCount(); k++) {
                z[i * width + k] = m.atomicNumber(k);
            }
            for (int k = 0; k < x.length; k++) {
                r[i * width * 3 + k] = (float) x[k];
            }
            labels(m, x, e.strain(), y, atomization, i);
            i++;
        }
        NpzWriter npz = Npz.writer()
                .put("ids", Nd.vector(ids))
                .put("natoms", Nd.vector(counts))
                .put("Z", Nd.of(z, rows, width))
                .put("R", Nd.of(r, rows, width, 3));
        if (qm9) {
            npz.put("y", Nd.of(y, rows, 15)).put("y_atomization", Nd.of(atomization, rows, 4));
        } else {
            double[] hof = new double[2 * rows];
            for (int k = 0; k < rows; k++) {
                hof[2 * k] = atomization[4 * k];
                hof[2 * k + 1] = atomization[4 * k] * 1.03 + 4 * random.nextGaussian();
            }
            npz.put("hof", Nd.of(hof, rows, 2));
        }
        npz.write(file);
    }

    /** A chain of small parts with at most {@link #heavy} heavy atoms. */
    private String grammar(NumpyRandom random) {
        while (true) {
            StringBuilder s = new StringBuilder(START[(int) random.nextInt(0, START.length)]);
            for (long k = random.nextInt(2, heavy); k > 0; k--) {
                String part = PARTS[(int) random.nextInt(0, PARTS.length)];
                char last = s.charAt(s.length() - 1);
                s.append((last == 'O' || last == 'N') && (part.equals("O") || part.equals("N")) ? "C" : part);
            }
            long atoms = s.chars().filter(c -> c == 'C' || c == 'N' || c == 'O').count();
            if (atoms <= heavy) {
                return s.toString();
            }
        }
    }

    private static double atom(int number) {
        return switch (number) {
            case 1 -> -0.500273;
            case 6 -> -37.846772;
            case 7 -> -54.583861;
            default -> -75.064579;
        };
    }

    private static void labels(Molecule m, double[] x, double strain, double[] y, double[] atomization, int row) {
        double atoms = 0;
        double bonds = 0;
        double electrons = 0;
        int hetero = 0;
        int unsaturated = 0;
        for (int i = 0; i < m.atomCount(); i++) {
            atoms += atom(m.atomicNumber(i));
            electrons += m.atomicNumber(i);
            hetero += m.atomicNumber(i) == 7 || m.atomicNumber(i) == 8 ? 1 : 0;
        }
        for (int b = 0; b < m.bondCount(); b++) {
            int a1 = m.atomicNumber(m.bondBegin(b));
            int a2 = m.atomicNumber(m.bondEnd(b));
            int order = m.kekuleOrder(b);
            unsaturated += order > 1 ? 1 : 0;
            double single =
                    a1 == 1 || a2 == 1 ? 0.163 + 0.01 * Math.abs(a1 - a2 - 5) / 5 : 0.138 - 0.006 * (a1 + a2 - 12);
            bonds += single * (order == 1 ? 1 : order == 2 ? 1.75 : 2.35);
        }
        int n = m.atomCount();
        double energy = -bonds + 0.02 * strain;
        double[] size = Inertia.of(m, x);
        double gap = 0.33 - 0.045 * Math.min(3, unsaturated) - 0.008 * hetero;
        double thermal = 0.0012 * n + 0.002;
        double[] all = {
            size[0],
            size[1],
            size[2],
            0.8 + 0.9 * Math.sqrt(hetero),
            6.5 * (n - 1) - 2.0 * hetero + 12,
            -0.26 + 0.02 * unsaturated - 0.004 * hetero,
            -0.26 + 0.02 * unsaturated - 0.004 * hetero + gap,
            gap,
            size[3] + 3 * electrons,
            0.0085 * n,
            atoms + energy,
            atoms + energy + thermal,
            atoms + energy + thermal + 0.000944,
            atoms + energy - 0.0018 * n - 0.02,
            1.7 * n + 1
        };
        System.arraycopy(all, 0, y, 15 * row, 15);
        for (int k = 0; k < 4; k++) {
            atomization[4 * row + k] = KCAL * (all[10 + k] - atoms);
        }
    }
}
