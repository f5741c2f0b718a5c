package org.dmol.chapters.equivariance;

import com.fasterxml.jackson.databind.JsonNode;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Timings;
import org.dmol.layers.equivariant.SphericalHarmonics;

/** Inner pieces beside NumPy and SciPy. */
final class EquivarianceBench implements Bench {
    private static final int POINTS = 20_000;

    @Override
    public String name() {
        return "equivariance";
    }

    @Override
    public String title() {
        return "spherical harmonics of many points and the network of fragments of chapter 10";
    }

    @Override
    public void run(Timings timings) throws Exception {
        JsonNode theirs = timings.python().run("equivariance.py", "bench");
        double[] u = Draws.lcg(3, 3 * POINTS);
        double[] sum = {0};
        Timings.Work harmonics = () -> {
            for (int i = 0; i < POINTS; i++) {
                sum[0] += SphericalHarmonics.complex(6, u[3 * i] - 0.5, u[3 * i + 1] - 0.5, u[3 * i + 2] - 0.5)
                        .re()[5];
            }
        };
        timings.time(harmonics);
        timings.record(
                "harmonics to degree 6 of 20,000 points",
                timings.time(harmonics),
                theirs.get("harmonics").asDouble(),
                "vectorised SciPy; second run of both");
        Timings.Work network = () -> {
            for (int i = 0; i < 100; i++) {
                sum[0] += RotationSteps.fixed(false).scalars()[0];
            }
        };
        timings.time(network);
        timings.record(
                "network of fragments, 100 times",
                timings.time(network),
                theirs.get("network").asDouble(),
                "loops over allowed couplings in NumPy, coefficients tabulated");
    }
}
