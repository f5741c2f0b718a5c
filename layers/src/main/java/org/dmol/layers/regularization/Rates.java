package org.dmol.layers.regularization;

/** Checks of settings. */
final class Rates {
    private Rates() {}

    static double checked(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("The dropout rate must be between 0 and 1, not " + rate + ".");
        }
        return rate;
    }
}
