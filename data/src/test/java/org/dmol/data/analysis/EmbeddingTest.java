package org.dmol.data.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.junit.jupiter.api.Test;

class EmbeddingTest {

    @Test
    void isomapAgreesWithScikitLearnOnOldAndNewPoints() {
        Isomap isomap = Isomap.fit(Golden.matrix("isomap", "x"), 5, 2);
        assertThat(Golden.differenceUpToSign(isomap.embedding(), Golden.matrix("isomap", "embedding")))
                .isLessThan(1e-9);
        assertThat(isomap.eigenvalues()).containsExactly(Golden.doubles("isomap", "eigenvalues"), within(1e-7));
        assertThat(isomap.reconstructionError()).isCloseTo(Golden.number("isomap", "error"), within(1e-9));
        Nd placed = isomap.transform(Golden.matrix("isomap", "new"));
        assertThat(Golden.differenceUpToSign(placed, Golden.matrix("isomap", "transformed")))
                .isLessThan(1e-9);
    }

    @Test
    void isomapJoinsComponentsAsScikitLearn() {
        Isomap isomap = Isomap.fit(Golden.matrix("isomap_components", "x"), 4, 3);
        assertThat(isomap.distances().doubles())
                .containsExactly(Golden.matrix("isomap_components", "distances").doubles(), within(1e-9));
        assertThat(Golden.differenceUpToSign(isomap.embedding(), Golden.matrix("isomap_components", "embedding")))
                .isLessThan(1e-8);
    }

    @Test
    void aFittedPointIsPlacedWhereItWas() {
        Nd x = Golden.matrix("isomap", "x");
        Isomap isomap = Isomap.fit(x, 5, 2);
        assertThat(isomap.transform(x).doubles())
                .containsExactly(isomap.embedding().doubles(), within(1e-8));
    }

    @Test
    void pcaAgreesWithScikitLearn() {
        Nd x = Golden.matrix("pca", "x");
        Pca pca = Pca.fit(x, 3);
        assertThat(pca.components().doubles())
                .containsExactly(Golden.matrix("pca", "components").doubles(), within(1e-10));
        assertThat(pca.variance()).containsExactly(Golden.doubles("pca", "variance"), within(1e-8));
        assertThat(pca.ratio()).containsExactly(Golden.doubles("pca", "ratio"), within(1e-12));
        assertThat(pca.transform(x.rows(0, 5)).doubles())
                .containsExactly(Golden.matrix("pca", "transformed").doubles(), within(1e-9));
    }

    @Test
    void allComponentsGiveThePointsBack() {
        Nd x = Golden.matrix("pca", "x");
        Pca pca = Pca.fit(x, 6);
        assertThat(pca.inverse(pca.transform(x)).doubles()).containsExactly(x.doubles(), within(1e-10));
    }

    @Test
    void wideMatricesTakeTheKrylovPathAndAgreeWithTheDenseOne() {
        NumpyRandom random = new NumpyRandom(3);
        int n = 420;
        double[][] a = new double[n][n];
        double[] scale = random.random(n).doubles();
        for (int i = 0; i < n; i++) {
            double[] row = random.randn(n).doubles();
            for (int j = 0; j < n; j++) {
                a[i][j] = row[j] * Math.pow(scale[j], 3);
            }
        }
        Pca pca = Pca.fit(Nd.matrix(a), 3);
        double[][] centred = Mat.minus(a, pca.mean());
        var m = new Array2DRowRealMatrix(centred, false);
        var eigen = new EigenDecompositionSymmetric(m.transposeMultiply(m).scalarMultiply(1.0 / (n - 1)));
        for (int i = 0; i < 3; i++) {
            assertThat(pca.variance()[i]).isCloseTo(eigen.getEigenvalue(i), within(1e-11 * eigen.getEigenvalue(0)));
            double[] expected = eigen.getEigenvector(i).toArray();
            Mat.fixSign(expected);
            assertThat(pca.components().row(i).doubles()).containsExactly(expected, within(1e-9));
        }
    }

    @Test
    void krylovFindsRepeatedEigenvalues() {
        int n = 400;
        double[] diagonal = new double[n];
        for (int i = 0; i < n; i++) {
            diagonal[i] = i < 2 ? 5 : i < 3 ? 4 : -7.0 * i / n;
        }
        TopEigen top = TopEigen.of(
                v -> {
                    double[] out = new double[n];
                    for (int i = 0; i < n; i++) {
                        out[i] = diagonal[i] * v[i];
                    }
                    return out;
                },
                n,
                3);
        assertThat(top.values()).containsExactly(new double[] {5, 5, 4}, within(1e-10));
    }
}
