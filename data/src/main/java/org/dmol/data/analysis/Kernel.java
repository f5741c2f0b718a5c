package org.dmol.data.analysis;

import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;

/** A function of two feature vectors. The distances inside are root mean squares over the features: |a - b| / sqrt(d). */
@FunctionalInterface
public interface Kernel {

    /** Kernel value of two vectors of one length. */
    double of(double[] a, double[] b);

    /** exp(-r^2 / (2 width^2)). */
    static Kernel gaussian(double width) {
        requireWidth(width);
        double factor = -1 / (2 * width * width);
        return new RadialKernel((r2, n) -> {
            for (int i = 0; i < n; i++) {
                r2[i] = Math.exp(factor * r2[i]);
            }
        });
    }

    /** exp(-r / width). */
    static Kernel laplacian(double width) {
        requireWidth(width);
        return new RadialKernel((r2, n) -> {
            for (int i = 0; i < n; i++) {
                r2[i] = Math.exp(-Math.sqrt(r2[i]) / width);
            }
        });
    }

    /** r itself: a distance, zero on the diagonal, and not positive definite; no kernel in Mercer's sense. */
    static Kernel distance() {
        return new RadialKernel((r2, n) -> {
            for (int i = 0; i < n; i++) {
                r2[i] = Math.sqrt(r2[i]);
            }
        });
    }

    /** The inner product a · b. */
    static Kernel linear() {
        return Mat::dot;
    }

    private static void requireWidth(double width) {
        if (!(width > 0)) {
            throw new IllegalArgumentException("The kernel width is " + width + "; it must be positive.");
        }
    }

    /** Values (n, m) between the rows of {@code x} (n, d) and of {@code z} (m, d), float64. */
    default Nd matrix(Nd x, Nd z) {
        return matrix(x, z, DType.FLOAT64);
    }

    /** The same as float32 or float64; computed in float64. */
    default Nd matrix(Nd x, Nd z, DType type) {
        double[][] a = Mat.rows(x, "x");
        double[][] b = Mat.rows(z, "z");
        Mat.requireColumns(a, b[0].length, "z");
        int m = b.length;
        Nd.sizeOf(a.length, m);
        if (type == DType.FLOAT32) {
            float[] out = new float[a.length * m];
            IntStream.range(0, a.length).parallel().forEach(i -> {
                for (int j = 0; j < m; j++) {
                    out[i * m + j] = (float) of(a[i], b[j]);
                }
            });
            return Nd.of(out, a.length, m);
        }
        double[] out = new double[a.length * m];
        IntStream.range(0, a.length).parallel().forEach(i -> {
            for (int j = 0; j < m; j++) {
                out[i * m + j] = of(a[i], b[j]);
            }
        });
        return Nd.of(out, a.length, m).cast(type);
    }
}
