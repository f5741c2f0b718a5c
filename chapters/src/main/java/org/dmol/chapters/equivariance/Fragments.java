package org.dmol.chapters.equivariance;

import org.dmol.array.Nd;
import org.dmol.layers.equivariant.ClebschGordan;
import org.dmol.layers.equivariant.SphericalHarmonics;

/**
 * Complex features of points by degree: {@code re[l][point][m + l][channel]} and {@code im}. Degrees stop below {@link #DEGREES}.
 */
record Fragments(double[][][][] re, double[][][][] im) {
    static final int DEGREES = 3;

    /** Harmonics times Gaussians of the length, one channel each; {@code polarBug} takes arccos(z) for the polar angle, as the book. */
    static Fragments of(double[][] points, int channels, boolean polarBug) {
        Fragments f = empty(points.length, channels);
        for (int p = 0; p < points.length; p++) {
            double[] x = points[p];
            double r = Math.sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
            double[] d = x;
            if (polarBug) {
                double polar = Math.acos(x[2]);
                double azimuth = Math.atan2(x[1], x[0]);
                d = new double[] {
                    Math.sin(polar) * Math.cos(azimuth), Math.sin(polar) * Math.sin(azimuth), Math.cos(polar)
                };
            }
            var y = SphericalHarmonics.complex(DEGREES - 1, d[0], d[1], d[2]);
            for (int l = 0; l < DEGREES; l++) {
                for (int m = 0; m <= 2 * l; m++) {
                    for (int c = 0; c < channels; c++) {
                        double centre = channels == 1 ? 0 : (double) c / (channels - 1);
                        double g = Math.exp(-10.0 / channels * (r - centre) * (r - centre));
                        f.re[l][p][m][c] = y.re()[l * l + m] * g;
                        f.im[l][p][m][c] = y.im()[l * l + m] * g;
                    }
                }
            }
        }
        return f;
    }

    private static Fragments empty(int points, int channels) {
        double[][][][] re = new double[DEGREES][points][][];
        double[][][][] im = new double[DEGREES][points][][];
        for (int l = 0; l < DEGREES; l++) {
            for (int p = 0; p < points; p++) {
                re[l][p] = new double[2 * l + 1][channels];
                im[l][p] = new double[2 * l + 1][channels];
            }
        }
        return new Fragments(re, im);
    }

    int points() {
        return re[0].length;
    }

    int channels() {
        return re[0][0][0].length;
    }

    /** Channels mixed by one matrix for each degree, (degrees, channels, new channels). */
    Fragments linear(Nd w) {
        Fragments out = empty(points(), w.dim(2));
        for (int l = 0; l < DEGREES; l++) {
            for (int p = 0; p < points(); p++) {
                for (int m = 0; m <= 2 * l; m++) {
                    for (int c = 0; c < w.dim(2); c++) {
                        for (int k = 0; k < channels(); k++) {
                            out.re[l][p][m][c] += re[l][p][m][k] * w.get(l, k, c);
                            out.im[l][p][m][c] += im[l][p][m][k] * w.get(l, k, c);
                        }
                    }
                }
            }
        }
        return out;
    }

    /** The fragments coupled with themselves by Clebsch-Gordan coefficients, channel by channel. */
    Fragments coupled() {
        Fragments out = empty(points(), channels());
        for (int a = 0; a < DEGREES; a++) {
            for (int b = 0; b < DEGREES; b++) {
                for (int l = Math.abs(a - b); l <= Math.min(a + b, DEGREES - 1); l++) {
                    for (int i = -a; i <= a; i++) {
                        for (int j = Math.max(-b, -l - i); j <= Math.min(b, l - i); j++) {
                            add(out, a, i, b, j, l, ClebschGordan.value(a, i, b, j, l, i + j));
                        }
                    }
                }
            }
        }
        return out;
    }

    private void add(Fragments out, int a, int i, int b, int j, int l, double cg) {
        for (int p = 0; p < points(); p++) {
            for (int c = 0; c < channels(); c++) {
                double xr = re[a][p][a + i][c];
                double xi = im[a][p][a + i][c];
                double yr = re[b][p][b + j][c];
                double yi = im[b][p][b + j][c];
                out.re[l][p][l + i + j][c] += cg * (xr * yr - xi * yi);
                out.im[l][p][l + i + j][c] += cg * (xr * yi + xi * yr);
            }
        }
    }

    /** The sum over all points as one point. */
    Fragments pooled() {
        Fragments out = empty(1, channels());
        for (int l = 0; l < DEGREES; l++) {
            for (int p = 0; p < points(); p++) {
                for (int m = 0; m <= 2 * l; m++) {
                    for (int c = 0; c < channels(); c++) {
                        out.re[l][0][m][c] += re[l][p][m][c];
                        out.im[l][0][m][c] += im[l][p][m][c];
                    }
                }
            }
        }
        return out;
    }

    /** Linear and coupling layers in turn, one for each array of weights. */
    Fragments network(Nd... weights) {
        Fragments f = this;
        for (Nd w : weights) {
            f = f.linear(w).coupled();
        }
        return f;
    }

    /** Degree 0 of every point, first channel, real part. */
    double[] scalars() {
        double[] out = new double[points()];
        for (int p = 0; p < out.length; p++) {
            out[p] = re[0][p][0][0];
        }
        return out;
    }

    /** Degree 1 of a point, first channel, as a vector in space: real parts, then imaginary parts. */
    double[] vector(int p) {
        double h = Math.sqrt(0.5);
        double[][] r = re[1][p];
        double[][] i = im[1][p];
        return new double[] {
            h * (r[0][0] - r[2][0]),
            -h * (i[0][0] + i[2][0]),
            r[1][0],
            h * (i[0][0] - i[2][0]),
            h * (r[0][0] + r[2][0]),
            i[1][0]
        };
    }
}
