package org.dmol.chapters.dataequivariance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.chapters.GoldenValues;
import org.dmol.data.analysis.PlanarAlignment;
import org.junit.jupiter.api.Test;

class DataEquivarianceTest {
    /** Made by {@code chapters/python/data_equivariance.py exact}. */
    @Test
    void modelsAndAlignmentsEqualNumpy() throws Exception {
        Map<String, Nd> theirs = GoldenValues.read("data_equivariance");
        Map<String, double[]> ours = DataEquivarianceReference.of(theirs);
        assertThat(ours).hasSize(11);
        GoldenValues.assertEqual(ours, theirs, DataEquivarianceCheck.TOLERANCE);
        Map<String, double[]> turned =
                DataEquivarianceReference.trajectory(PlanarAlignment.frames(theirs.get("turned_paths")));
        GoldenValues.assertEqual(
                Map.of("axes", turned.get("axes"), "points", turned.get("points")),
                theirs,
                DataEquivarianceCheck.TOLERANCE);
    }

    @Test
    void derivativesOfTheAlignmentsAreRight() throws Exception {
        double[][] frame =
                PlanarAlignment.frames(GoldenValues.read("data_equivariance").get("paths"))[3];
        try (AlignmentGradient g = new AlignmentGradient()) {
            assertThat(g.largestError(frame)).isLessThan(1e-6);
            assertThat(g.pointNorms(frame, true)).hasSize(12).doesNotContain(0);
        }
    }

    /** Far from the origin, where sums of squares in double precision lose digits; the numbers are exact in binary. */
    @Test
    void totalVarianceIsExact() {
        double[][][] frames = {{{1e8, 0.5}}, {{1e8 + 1, 0.5}}, {{1e8 + 2, 0.5}}, {{1e8 + 3, 2.5}}};
        assertThat(Components.totalVariance(frames)).isEqualTo(8.0 / 3);
    }
}
