package org.dmol.probability.models;

import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.distributions.Bernoulli;
import org.dmol.probability.distributions.Independent;
import org.dmol.probability.distributions.Normal;
import org.dmol.probability.distributions.OneHotCategorical;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;

/** What a decoder's output means: the distribution of the data given the latent variable. */
@FunctionalInterface
public interface Likelihood {
    /** The distribution that the decoder's output (…, outputs) describes; its events have the shape of one example. */
    Distribution of(Ctx c, Expr decoded);

    /** Normal around the output with a fixed standard deviation. */
    static Likelihood gaussian(double scale) {
        return (c, y) -> new Independent(new Normal(Param.of(y), Param.of(scale)), 1);
    }

    /** Normal with learned standard deviations: the outputs are the means, then as many numbers whose softplus they are. */
    static Likelihood gaussianWithScale() {
        return (c, y) -> {
            int n = y.dim(-1) / 2;
            Expr scale = y.slice(n, 2 * n).softplus().plus(1e-4);
            return new Independent(new Normal(Param.of(y.slice(0, n)), Param.of(scale)), 1);
        };
    }

    /** Numbers 0 or 1, of which the outputs are the log-odds. */
    static Likelihood bernoulli() {
        return (c, y) -> new Independent(Bernoulli.ofLogits(Param.of(y)), 1);
    }

    /** Classes one-hot, of which the outputs are the unnormalised log-probabilities. */
    static Likelihood categorical() {
        return (c, y) -> OneHotCategorical.ofLogits(Param.of(y));
    }
}
