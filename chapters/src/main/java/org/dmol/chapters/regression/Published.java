package org.dmol.chapters.regression;

/** Numbers of the book's figures, with the digits of an independent computation of the same procedure. */
final class Published {
    private Published() {}

    static final double[] GRADIENT = {
        -2.8831835,
        1.3794075,
        -3.0262635,
        -3.1956701,
        -4.007525,
        -0.83476734,
        -3.0994835,
        -4.0455275,
        -3.675129,
        2.5466921,
        -3.11543,
        -4.171584,
        -1.5834932,
        -3.3554041,
        -3.1797354,
        0.86207145,
        -2.0010393
    };

    static final double[] NOISE = {
        1.86242, 2.20890, -5.41480, 3.47853, -1.10044, -3.19213, 5.22523, -0.13767, -1.79983, -1.31468
    };

    /** Median over test predictions of 1000 fits with seven features, at each of the twenty points. */
    static final double[] MEDIAN = {
        -37.74, -29.72, -23.52, -15.05, -11.88, -6.43, -3.81, -2.19, -1.47, 0.09, -0.79, -0.16, -0.96, 0.45, 0.73, 1.71,
        5.19, 9.13, 14.24, 24.54
    };

    static final double[] BIAS = {211.66, 41.60, 51.24, 0.52, 1.29};
    static final double[] VARIANCE = {19.80, 12.19, 57.13, 8.29, 357.47};
    static final double[] TEST = {238.39, 58.24, 114.91, 10.40, 359.72};

    /** 25 rows, 1 to 13 features. */
    static final double[] SMALL_TEST = {6.86, 5.16, 6.16, 7.55, 8.06, 6.30, 6.40, 5.76, 5.22, 7.52, 13.20, 11.40, 23.91
    };

    static final double[] SMALL_TRAIN = {4.57, 3.86, 2.88, 2.58, 2.39, 2.00, 1.72, 1.62, 1.45, 1.40, 1.11, 0.92, 0.92};
    /** 500 rows. */
    static final double[] LARGE_TEST = {6.28, 5.65, 4.81, 4.44, 4.29, 4.03, 3.99, 3.84, 3.59, 3.46, 3.34, 3.14, 3.08};

    static final double[] LARGE_TRAIN = {6.43, 5.68, 4.42, 4.29, 4.00, 3.79, 3.69, 3.48, 3.30, 3.15, 3.12, 2.88, 2.72};

    /** Ten folds of 2023, whose training sets hold test rows. */
    static final double[] LEAKING_FOLDS = {2.854, 6.516, 3.110, 6.937, 1.604, 1.363, 1.042, 0.922, 1.198, 1.390};
    /** Ten folds of 2026. */
    static final double[] FOLDS = {3.011, 6.934, 2.828, 6.706, 2.192, 1.695, 1.753, 1.387, 1.532, 1.675};
    /** 2026, k = 2 to 24 on all data. */
    static final double[] ALL_K = {
        4.92, 3.94, 3.23, 3.16, 3.25, 3.04, 3.01, 2.99, 2.97, 2.97, 2.99, 2.94, 2.91, 2.93, 2.93, 2.93, 2.95, 2.92,
        2.88, 2.91, 2.90, 2.90, 2.92
    };
    /** 2023, k = 2 to 13 on 25 rows, with leaking folds. */
    static final double[] FEW_K_LEAKING = {
        0.118, 0.107, 0.100, 0.106, 0.124, 0.110, 0.096, 0.139, 0.125, 0.114, 0.104, 0.187
    };
    /** 2026, k = 2 to 24 on 25 rows. */
    static final double[] FEW_K = {
        6.45, 36.0, 22.6, 7.15, 11.9, 59.6, 52.2, 72.1, 65.1, 59.5, 54.5, 94.8, 88.1, 82.3, 83.4, 78.5, 74.1, 70.5,
        67.0, 64.0, 61.1, 58.5, 56.0
    };
}
