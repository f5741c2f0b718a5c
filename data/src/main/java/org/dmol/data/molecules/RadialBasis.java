package org.dmol.data.molecules;

import org.dmol.array.DType;
import org.dmol.array.Nd;

/**
 * Distances as Gaussian bumps: exp(-gamma (r - mu_k)^2), as in SchNet (J. Chem. Phys. 148 (2018) 241722).
 *
 * @param first centre of the first bump, in the unit of the distances
 * @param last centre of the last one
 * @param count number of evenly spaced centres, 1 or more
 * @param gamma in 1/unit^2
 */
public record RadialBasis(double first, double last, int count, double gamma) {
    public RadialBasis {
        if (count < 1 || !(gamma > 0)) {
            throw new IllegalArgumentException("A radial basis wants 1 or more centres and a positive gamma, not "
                    + count + " and " + gamma + ".");
        }
    }

    /** Bumps as wide as their spacing: gamma = 1 / spacing^2. */
    public static RadialBasis spaced(double first, double last, int count) {
        double spacing = count > 1 ? (last - first) / (count - 1) : 1;
        return new RadialBasis(first, last, count, 1 / (spacing * spacing));
    }

    /** Centre k. */
    public double center(int k) {
        return count == 1 ? first : first + (last - first) * k / (count - 1);
    }

    /** Features of distances of any shape: float (shape, count). */
    public Nd of(Nd distances) {
        double[] r = distances.cast(DType.FLOAT64).doubles();
        float[] out = new float[r.length * count];
        for (int i = 0; i < r.length; i++) {
            for (int k = 0; k < count; k++) {
                double delta = r[i] - center(k);
                out[i * count + k] = (float) Math.exp(-gamma * delta * delta);
            }
        }
        int[] shape = java.util.Arrays.copyOf(distances.shape(), distances.rank() + 1);
        shape[shape.length - 1] = count;
        return Nd.of(out, shape);
    }
}
