package org.dmol.data.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.dmol.array.Nd;
import org.junit.jupiter.api.Test;

class ClusteringTest {
    private static final Nd BLOBS = Golden.matrix("kmeans", "x");

    @Test
    void kMeansFindsTheClustersOfScikitLearnFromTheSameSeed() {
        for (JsonNode run : Golden.get("kmeans").get("runs")) {
            Clusters c = KMeans.of(run.get("k").asInt())
                    .restarts(run.get("n_init").asInt())
                    .seed(run.get("seed").asLong())
                    .fit(BLOBS);
            assertThat(c.labels()).isEqualTo(Golden.ints(run.get("labels")));
            assertThat(c.inertia())
                    .isCloseTo(
                            run.get("inertia").asDouble(),
                            within(1e-9 * run.get("inertia").asDouble()));
            assertThat(c.centres().doubles())
                    .containsExactly(Golden.matrix(run.get("centres")).doubles(), within(1e-9));
            assertThat(ClusterScores.silhouette(BLOBS, c.labels()))
                    .isCloseTo(run.get("silhouette").asDouble(), within(1e-12));
        }
    }

    @Test
    void inertiaFallsWithMoreClustersAndPredictGivesTheLabelsBack() {
        double before = Double.POSITIVE_INFINITY;
        for (int k = 1; k <= 8; k++) {
            Clusters c = KMeans.of(k).restarts(20).fit(BLOBS);
            assertThat(c.inertia()).isLessThan(before);
            assertThat(c.predict(BLOBS)).isEqualTo(c.labels());
            assertThat(Arrays.stream(c.sizes()).sum()).isEqualTo(BLOBS.dim(0));
            before = c.inertia();
        }
    }

    @Test
    void representativesAreTheRowsNearestToTheCentres() {
        Clusters c = KMeans.of(3).fit(BLOBS);
        int[] rows = c.representatives(BLOBS);
        for (int k = 0; k < 3; k++) {
            double[] centre = c.centres().row(k).doubles();
            double own = Mat.squaredDistance(BLOBS.row(rows[k]).doubles(), centre);
            for (int i = 0; i < BLOBS.dim(0); i++) {
                assertThat(Mat.squaredDistance(BLOBS.row(i).doubles(), centre)).isGreaterThanOrEqualTo(own);
            }
        }
    }

    @Test
    void asManyClustersAsDistinctRowsLeavesNoInertia() {
        Nd x = Nd.matrix(new double[][] {{0, 0}, {1, 0}, {0, 0}, {5, 5}});
        Clusters c = KMeans.of(3).fit(x);
        assertThat(c.inertia()).isZero();
        assertThat(c.labels()[0]).isEqualTo(c.labels()[2]);
    }

    @Test
    void moreClustersThanDistinctRowsStillEnds() {
        Clusters c = KMeans.of(3).fit(Nd.matrix(new double[][] {{1}, {1}, {1}, {2}}));
        assertThat(c.inertia()).isZero();
    }

    @Test
    void tooManyClustersAndBadNumbersAreRefused() {
        assertThatThrownBy(() -> KMeans.of(5).fit(Nd.matrix(new double[][] {{1}, {2}})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The matrix x has 2 rows; 5 clusters need at least as many.");
        assertThatThrownBy(() -> KMeans.of(1).fit(Nd.matrix(new double[][] {{1, Double.NaN}})))
                .hasMessage("The matrix x holds NaN in row 0, column 1; every element must be finite.");
    }

    @Test
    void adjustedRandIndex() {
        JsonNode runs = Golden.get("kmeans").get("runs");
        int[] a = Golden.ints(runs.get(3).get("labels"));
        int[] b = Golden.ints(runs.get(4).get("labels"));
        assertThat(ClusterScores.adjustedRand(a, b)).isCloseTo(Golden.number("kmeans", "adjusted_rand"), within(1e-12));
        int[] renamed = Arrays.stream(a).map(l -> 7 - l).toArray();
        assertThat(ClusterScores.adjustedRand(a, renamed)).isEqualTo(1);
    }

    @Test
    void dbscanLabelsAsScikitLearn() {
        Nd x = Golden.matrix("dbscan", "x");
        assertThat(Dbscan.of(0.15, 5).fit(x)).isEqualTo(Golden.ints("dbscan", "labels"));
        assertThat(Dbscan.of(0.3, 3).fit(x)).isEqualTo(Golden.ints("dbscan", "labels_wide"));
    }
}
