package org.dmol.layers.equivariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Harmonics, Wigner matrices and Clebsch-Gordan coefficients by their laws, and beside SciPy, SymPy and e3nn. */
class HarmonicsTest {
    private static final Offset<Double> EQUAL = within(1e-10);
    private static final JsonNode GOLDEN = golden();
    private final Random random = new Random(3);

    private static JsonNode golden() {
        try (InputStream in = HarmonicsTest.class.getResourceAsStream("/golden/equivariant.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private double[] direction() {
        return new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
    }

    private static double[][] matrix(JsonNode rows) {
        double[][] out = new double[rows.size()][rows.get(0).size()];
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < out[0].length; j++) {
                out[i][j] = rows.get(i).get(j).asDouble();
            }
        }
        return out;
    }

    private static void same(double[][] actual, double[][] expected) {
        assertThat(actual).hasDimensions(expected.length, expected[0].length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).containsExactly(expected[i], EQUAL);
        }
    }

    /** Gauss-Legendre in the height by Newton, equal steps in the azimuth: exact for products of these degrees. */
    @Test
    void harmonicsAreOrthonormal() {
        int degree = 8;
        int n = (degree + 1) * (degree + 1);
        double[][] gram = new double[n][n];
        int heights = degree + 1;
        for (int i = 0; i < heights; i++) {
            double z = Math.cos(Math.PI * (i + 0.75) / (heights + 0.5));
            double slope = 1;
            for (int k = 0; k < 50; k++) {
                double a = 1;
                double b = z;
                for (int l = 2; l <= heights; l++) {
                    double c = ((2 * l - 1) * z * b - (l - 1) * a) / l;
                    a = b;
                    b = c;
                }
                slope = heights * (z * b - a) / (z * z - 1);
                z -= b / slope;
            }
            double weight = 2 / ((1 - z * z) * slope * slope);
            int turns = 2 * degree + 1;
            for (int k = 0; k < turns; k++) {
                double t = 2 * Math.PI * k / turns;
                double s = Math.sqrt(1 - z * z);
                double[] y = SphericalHarmonics.real(degree, s * Math.cos(t), s * Math.sin(t), z);
                for (int a = 0; a < n; a++) {
                    for (int b = 0; b < n; b++) {
                        gram[a][b] += weight * 2 * Math.PI / turns * y[a] * y[b];
                    }
                }
            }
        }
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                assertThat(gram[a][b]).isCloseTo(a == b ? 1 : 0, EQUAL);
            }
        }
    }

    @Test
    void additionTheoremHoldsForHighDegrees() {
        double[] u = direction();
        double[] v = direction();
        double cosine = (u[0] * v[0] + u[1] * v[1] + u[2] * v[2])
                / Math.sqrt((u[0] * u[0] + u[1] * u[1] + u[2] * u[2]) * (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]));
        double[] a = SphericalHarmonics.real(100, u[0], u[1], u[2]);
        double[] b = SphericalHarmonics.real(100, v[0], v[1], v[2]);
        double before = 0;
        double legendre = 1;
        for (int l = 0; l <= 100; l++) {
            double sum = 0;
            for (int m = -l; m <= l; m++) {
                sum += a[SphericalHarmonics.index(l, m)] * b[SphericalHarmonics.index(l, m)];
            }
            assertThat(sum).isCloseTo((2 * l + 1) / (4 * Math.PI) * legendre, EQUAL);
            double next = ((2 * l + 1) * cosine * legendre - l * before) / (l + 1);
            before = legendre;
            legendre = next;
        }
    }

    @Test
    void complexHarmonicsEqualSciPy() {
        JsonNode g = GOLDEN.get("scipy_harmonics");
        double[][] d = matrix(g.get("directions"));
        for (int i = 0; i < d.length; i++) {
            var y = SphericalHarmonics.complex(12, d[i][0], d[i][1], d[i][2]);
            for (int k = 0; k < y.re().length; k++) {
                assertThat(y.re()[k])
                        .isCloseTo(g.get("values").get(i).get(k).get(0).asDouble(), EQUAL);
                assertThat(y.im()[k])
                        .isCloseTo(g.get("values").get(i).get(k).get(1).asDouble(), EQUAL);
            }
        }
        JsonNode high = GOLDEN.get("scipy_high");
        double polar = high.get("polar").asDouble();
        double azimuth = high.get("azimuth").asDouble();
        double s = Math.sin(polar);
        var y = SphericalHarmonics.complex(80, s * Math.cos(azimuth), s * Math.sin(azimuth), Math.cos(polar));
        for (JsonNode c : high.get("values")) {
            int k = SphericalHarmonics.index(c.get(0).asInt(), c.get(1).asInt());
            assertThat(y.re()[k]).isCloseTo(c.get(2).asDouble(), EQUAL);
            assertThat(y.im()[k]).isCloseTo(c.get(3).asDouble(), EQUAL);
        }
    }

    @Test
    void realHarmonicsEqualE3nn() {
        double[][] d = matrix(GOLDEN.get("scipy_harmonics").get("directions"));
        for (int i = 0; i < d.length; i++) {
            double[] y = SphericalHarmonics.ofIrreps(6, d[i][0], d[i][1], d[i][2]);
            for (int k = 0; k < y.length; k++) {
                assertThat(y[k] * Math.sqrt(4 * Math.PI))
                        .isCloseTo(GOLDEN.get("e3nn_harmonics").get(i).get(k).asDouble(), EQUAL);
            }
        }
    }

    @Test
    void wignerMatricesTurnHarmonicsAndCompose() {
        for (int trial = 0; trial < 10; trial++) {
            double[][] r = Rotations.random(random);
            double[][] q = trial % 2 == 0 ? Rotations.random(random) : Rotations.inverted(Rotations.random(random));
            assertThat(Rotations.determinant(q)).isCloseTo(trial % 2 == 0 ? 1 : -1, EQUAL);
            double[] v = direction();
            double[] turned = Rotations.apply(q, v);
            double[] y = SphericalHarmonics.real(12, v[0], v[1], v[2]);
            double[] z = SphericalHarmonics.real(12, turned[0], turned[1], turned[2]);
            for (int l = 0; l <= 12; l++) {
                double[][] d = WignerMatrix.real(l, q);
                double[] part = java.util.Arrays.copyOfRange(y, l * l, (l + 1) * (l + 1));
                assertThat(Rotations.apply(d, part))
                        .containsExactly(java.util.Arrays.copyOfRange(z, l * l, (l + 1) * (l + 1)), EQUAL);
                same(WignerMatrix.real(l, Rotations.multiply(q, r)), Rotations.multiply(d, WignerMatrix.real(l, r)));
            }
        }
    }

    @Test
    void wignerMatricesEqualSymPyAndE3nn() {
        JsonNode s = GOLDEN.get("sympy_wigner");
        for (int l = 0; l < 4; l++) {
            double[][][] d = WignerMatrix.complex(
                    l,
                    s.get("angles").get(0).asDouble(),
                    s.get("angles").get(1).asDouble(),
                    s.get("angles").get(2).asDouble());
            for (int i = 0; i <= 2 * l; i++) {
                for (int j = 0; j <= 2 * l; j++) {
                    JsonNode v = s.get("values").get(l).get(i).get(j);
                    assertThat(d[0][i][j]).isCloseTo(v.get(0).asDouble(), EQUAL);
                    assertThat(d[1][i][j]).isCloseTo(v.get(1).asDouble(), EQUAL);
                }
            }
        }
        JsonNode e = GOLDEN.get("e3nn_wigner");
        double[][] r = matrix(e.get("rotation"));
        for (int l = 0; l < 6; l++) {
            same(WignerMatrix.of(new Irrep(l, 1), r), matrix(e.get("values").get(l)));
        }
        same(Irreps.of("0o + 1o + 1e + 2o").matrix(Rotations.inverted(r)), matrix(e.get("improper")));
    }

    @Test
    void coefficientsEqualSymPyExactly() {
        assertThat(GOLDEN.get("sympy_cg")).hasSizeGreaterThan(300);
        for (JsonNode c : GOLDEN.get("sympy_cg")) {
            Surd ours = ClebschGordan.exact(
                    c.get(0).asInt(),
                    c.get(1).asInt(),
                    c.get(2).asInt(),
                    c.get(3).asInt(),
                    c.get(4).asInt(),
                    c.get(5).asInt());
            String[] square = (c.get(7).asText() + "/1").split("/");
            assertThat(ours.sign()).isEqualTo(c.get(6).asInt());
            assertThat(ours.numerator()).isEqualTo(new BigInteger(square[0]));
            assertThat(ours.denominator()).isEqualTo(new BigInteger(square[1]));
        }
        assertThat(ClebschGordan.exact(1, 0, 1, 0, 0, 0)).hasToString("-sqrt(1/3)");
        assertThat(ClebschGordan.exact(1, 0, 1, 0, 1, 0)).hasToString("0");
        assertThat(ClebschGordan.value(30, 4, 25, -9, 20, -5)).isFinite().isNotZero();
    }

    @Test
    void coefficientsAreUnitaryAndObeySelectionRules() {
        int a = 5;
        int b = 4;
        for (int m1 = -a; m1 <= a; m1++) {
            for (int m2 = -b; m2 <= b; m2++) {
                for (int n1 = -a; n1 <= a; n1++) {
                    int n2 = m1 + m2 - n1;
                    if (Math.abs(n2) > b) {
                        continue;
                    }
                    double sum = 0;
                    for (int l = Math.max(1, Math.abs(m1 + m2)); l <= 9; l++) {
                        sum += ClebschGordan.value(a, m1, b, m2, l, m1 + m2)
                                * ClebschGordan.value(a, n1, b, n2, l, m1 + m2);
                    }
                    assertThat(sum).isCloseTo(n1 == m1 ? 1 : 0, EQUAL);
                }
                assertThat(ClebschGordan.exact(a, m1, b, m2, 9, m1 + m2 == 0 ? 1 : 0))
                        .isEqualTo(Surd.ZERO);
            }
        }
        assertThat(ClebschGordan.exact(1, 0, 1, 0, 3, 0)).isEqualTo(Surd.ZERO);
        assertThat(ClebschGordan.exact(3, 0, 1, 0, 1, 0)).isEqualTo(Surd.ZERO);
    }

    @Test
    void realCouplingEqualsE3nnUpToSignAndCommutesWithRotations() {
        for (JsonNode c : GOLDEN.get("e3nn_3j")) {
            int l1 = c.get(0).asInt();
            int l2 = c.get(1).asInt();
            int l = c.get(2).asInt();
            double[][][] ours = ClebschGordan.real(l1, l2, l);
            double scale = 1 / Math.sqrt(2 * l + 1);
            double dot = 0;
            double square = 0;
            int at = 0;
            for (double[][] plane : ours) {
                for (double[] row : plane) {
                    for (double v : row) {
                        double theirs = c.get(3).get(at++).asDouble();
                        dot += v * scale * theirs;
                        square += v * scale * v * scale;
                    }
                }
            }
            assertThat(square).isCloseTo(1, EQUAL);
            assertThat(Math.abs(dot)).isCloseTo(1, EQUAL);
        }
    }

    @Test
    void badArgumentsGetOneSentence() {
        assertThatThrownBy(() -> SphericalHarmonics.real(-1, 0, 0, 1)).hasMessage("A degree is 0 or more, not -1.");
        assertThatThrownBy(() -> SphericalHarmonics.real(1, 0, 0, 0)).hasMessageContaining("has no direction");
        assertThatThrownBy(() -> WignerMatrix.real(1, new double[][] {{1, 0, 0}, {0, 2, 0}, {0, 0, 1}}))
                .hasMessageContaining("not orthogonal");
        assertThatThrownBy(() -> ClebschGordan.exact(1, 2, 1, 0, 1, 2)).hasMessageContaining("degree 1 and order 2");
        assertThatThrownBy(() -> ClebschGordan.real(1, 1, 3)).hasMessageContaining("do not couple to 3");
    }
}
