package org.dmol.chapters.equivariance;

import com.fasterxml.jackson.databind.JsonNode;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;

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
        EquivarianceReference.of().forEach(r -> check.exact(r, theirs));
    }
}
