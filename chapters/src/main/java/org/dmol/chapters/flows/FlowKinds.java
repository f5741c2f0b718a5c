package org.dmol.chapters.flows;

import java.util.ArrayList;
import java.util.List;
import org.dmol.probability.Bijector;
import org.dmol.probability.Distribution;
import org.dmol.probability.bijectors.Chain;
import org.dmol.probability.bijectors.Invert;
import org.dmol.probability.bijectors.MaskedAutoregressiveFlow;
import org.dmol.probability.bijectors.Permute;
import org.dmol.probability.bijectors.RealNvp;
import org.dmol.probability.bijectors.SplineCoupling;
import org.dmol.probability.distributions.MultivariateNormalDiag;
import org.dmol.probability.distributions.TransformedDistribution;

/** Kinds of blocks for flows of the plane. */
enum FlowKinds {
    MAF("masked autoregressive") {
        @Override
        Bijector block(int width) {
            return MaskedAutoregressiveFlow.of(2, width, width).softClamp(CLAMP);
        }
    },
    IAF("inverse autoregressive") {
        @Override
        Bijector block(int width) {
            return new Invert(MaskedAutoregressiveFlow.of(2, width, width).softClamp(CLAMP));
        }
    },
    REAL_NVP("affine coupling (RealNVP)") {
        @Override
        Bijector block(int width) {
            return RealNvp.of(2, 1, width, width).softClamp(CLAMP);
        }
    },
    SPLINE("spline coupling") {
        @Override
        Bijector block(int width) {
            return SplineCoupling.of(2, 1, 8, 3, width, width);
        }
    };

    private static final double CLAMP = 5;

    final String title;

    FlowKinds(String title) {
        this.title = title;
    }

    abstract Bijector block(int width);

    /** Blocks of this kind with swaps in between. */
    Bijector blocks(int number, int width) {
        List<Bijector> parts = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            parts.add(block(width));
            parts.add(new Permute(1, 0));
        }
        return new Chain(parts);
    }

    /** A flow of blocks of this kind from a standard normal base. */
    Distribution chain(int number, int width) {
        return new TransformedDistribution(MultivariateNormalDiag.standard(2), blocks(number, width));
    }
}
