package org.dmol.chapters.equivariance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.layers.equivariant.ClebschGordan;
import org.dmol.layers.equivariant.SphericalHarmonics;

/** Harmonics, coefficients, the network of fragments, the p4m convolution beside NumPy, SciPy and SymPy. */
final class EquivarianceCheck implements CrossCheck {
    @Override
    public String name() {
        return "equivariance";
    }

    @Override
    public String title() {
        return "spherical harmonics, Clebsch-Gordan coefficients, the network of fragments and p4m, beside NumPy and SciPy";
    }

    @Override
    public void run(Checks check) throws Exception {
        JsonNode theirs = check.python().run("equivariance.py");
        List<Double> harmonics = new ArrayList<>();
        for (double[] p : RotationSteps.FIXED_POINTS) {
            var y = SphericalHarmonics.complex(10, p[0], p[1], p[2]);
            for (int k = 0; k < y.re().length; k++) {
                harmonics.add(y.re()[k]);
                harmonics.add(y.im()[k]);
            }
        }
        check.exact("spherical harmonics to degree 10", array(harmonics), numbers(theirs.get("harmonics")), 1e-12);
        List<Double> cg = new ArrayList<>();
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                for (int l = Math.abs(a - b); l <= a + b; l++) {
                    for (int i = -a; i <= a; i++) {
                        for (int j = -b; j <= b; j++) {
                            if (Math.abs(i + j) <= l) {
                                cg.add(ClebschGordan.value(a, i, b, j, l, i + j));
                            }
                        }
                    }
                }
            }
        }
        check.exact("Clebsch-Gordan coefficients", array(cg), numbers(theirs.get("coefficients")), 1e-13);
        check.exact("network, degree 0", RotationSteps.fixed(false).scalars(), numbers(theirs.get("scalars")), 1e-11);
        check.exact("network, pooled", RotationSteps.fixed(true).scalars(), numbers(theirs.get("pooled")), 1e-11);
        check.exact("p4m, projected at the origin", PlaneSteps.reference(), numbers(theirs.get("p4m")), 1e-12);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(v -> v).toArray();
    }

    private static double[] numbers(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToDouble(i -> list.get(i).asDouble())
                .toArray();
    }
}
