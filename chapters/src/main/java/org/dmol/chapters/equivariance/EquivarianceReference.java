package org.dmol.chapters.equivariance;

import java.util.List;
import java.util.stream.DoubleStream;
import org.dmol.chapters.Reference;
import org.dmol.layers.equivariant.ClebschGordan;
import org.dmol.layers.equivariant.SphericalHarmonics;

/** Values of chapter 10 that {@code chapters/python/equivariance.py} computes too. */
final class EquivarianceReference {
    private EquivarianceReference() {}

    static List<Reference> of() {
        return List.of(
                Reference.of("harmonics", "spherical harmonics to degree 10", 1e-12, harmonics()),
                Reference.of("coefficients", "Clebsch-Gordan coefficients", 1e-13, coefficients()),
                Reference.of(
                        "scalars",
                        "network, degree 0",
                        1e-11,
                        RotationSteps.fixed(false).scalars()),
                Reference.of("vectors", "network, degree 1", 1e-11, vectors(RotationSteps.fixed(false))),
                Reference.of(
                        "pooled",
                        "network of the sum over points, degree 0",
                        1e-11,
                        RotationSteps.fixed(true).scalars()),
                Reference.of(
                        "pooled_vectors",
                        "network of the sum over points, degree 1",
                        1e-11,
                        vectors(RotationSteps.fixed(true))),
                Reference.of("p4m", "p4m at three points, three elements and projected", 1e-12, PlaneSteps.table()));
    }

    private static double[] harmonics() {
        DoubleStream.Builder all = DoubleStream.builder();
        for (double[] p : RotationSteps.FIXED_POINTS) {
            var y = SphericalHarmonics.complex(10, p[0], p[1], p[2]);
            for (int k = 0; k < y.re().length; k++) {
                all.add(y.re()[k]).add(y.im()[k]);
            }
        }
        return all.build().toArray();
    }

    private static double[] coefficients() {
        DoubleStream.Builder all = DoubleStream.builder();
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                for (int l = Math.abs(a - b); l <= a + b; l++) {
                    for (int i = -a; i <= a; i++) {
                        for (int j = Math.max(-b, -l - i); j <= Math.min(b, l - i); j++) {
                            all.add(ClebschGordan.value(a, i, b, j, l, i + j));
                        }
                    }
                }
            }
        }
        return all.build().toArray();
    }

    /** Degree 1 of each point: real and imaginary part for m = -1, 0, 1. */
    private static double[] vectors(Fragments f) {
        DoubleStream.Builder all = DoubleStream.builder();
        for (int p = 0; p < f.points(); p++) {
            for (int m = 0; m < 3; m++) {
                all.add(f.re()[1][p][m][0]).add(f.im()[1][p][m][0]);
            }
        }
        return all.build().toArray();
    }
}
