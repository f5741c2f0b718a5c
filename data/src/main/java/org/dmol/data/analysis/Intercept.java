package org.dmol.data.analysis;

/** How a linear model gets its constant term. */
public enum Intercept {
    /** No constant: the fit passes through the origin. */
    NONE,
    /** The constant is fitted together with the weights; the optimum. */
    JOINT,
    /** The weights are fitted without a constant, then the constant is the mean residual; not the optimum. */
    MEAN_RESIDUAL
}
