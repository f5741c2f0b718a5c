package org.dmol.data.descriptors;

/** Electrotopological states (Hall, Mohney, Kier, J. Chem. Inf. Comput. Sci. 1991, 31, 76). */
final class EState {
    private static final int[] NOBLE_GASES = {2, 10, 18, 36, 54, 86};

    private EState() {}

    /** The intrinsic state of each atom without the influence of the others. */
    static double[] intrinsic(Topology t) {
        double[] out = new double[t.atoms];
        for (int i = 0; i < t.atoms; i++) {
            if (t.degree(i) > 0) {
                int n = period(t.number[i]);
                int valence = Elements.outerElectrons(t.number[i]) - t.hydrogens[i];
                out[i] = (4.0 / (n * n) * valence + 1) / t.degree(i);
            }
        }
        return out;
    }

    private static int period(int z) {
        int n = 1;
        for (int gas : NOBLE_GASES) {
            n += z > gas ? 1 : 0;
        }
        return n;
    }

    /** The E-state of each atom. */
    static double[] indices(Topology t) {
        double[] intrinsic = intrinsic(t);
        double[] out = intrinsic.clone();
        double[][] distance = t.distances(false);
        for (int i = 0; i < t.atoms; i++) {
            for (int j = 0; j < i; j++) {
                double p = distance[i][j] + 1;
                if (p < 1e6) {
                    double influence = (intrinsic[i] - intrinsic[j]) / (p * p);
                    out[i] += influence;
                    out[j] -= influence;
                }
            }
        }
        return out;
    }
}
