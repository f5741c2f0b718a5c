package org.dmol.chapters.mlintroduction;

/** Numbers of the book's pages, and of its programs where the pages show only a figure. They belong to seed 0. */
final class Published {
    private Published() {}

    /** Average of each feature over all rows. */
    static final double[] FEATURE_MEANS = {
        266.665946,
        1.979167,
        66.794594,
        17.374674,
        3.486776,
        1.108595,
        5.196955,
        4.073031,
        94.243438,
        1.068323,
        0.292627,
        0.447606,
        1.515929,
        62.458601,
        108.912586,
        2.392199,
        467.336782
    };

    /** Standard deviation of each feature over all rows. */
    static final double[] FEATURE_STDS = {
        184.169798,
        3.517562,
        46.520690,
        12.240923,
        3.498028,
        1.488898,
        4.736038,
        5.646642,
        64.745319,
        1.309361,
        0.879555,
        1.054615,
        1.644252,
        63.345134,
        76.458896,
        1.091068,
        546.604314
    };

    /** Gradient by the weights at the first random weights. */
    static final double[] GRADIENT_W = {
        1.1313606e6,
        7305.5479,
        281289.03,
        74776.180,
        15807.716,
        4101.0732,
        22745.816,
        17236.283,
        396157.41,
        5289.1074,
        1058.5280,
        1835.7089,
        7124.8174,
        270127.94,
        467529.03,
        5454.1211,
        2559661.8
    };

    /** Loss after each step of full-batch descent. */
    static final double[] FULL_BATCH = {
        295262.8, 43600.6, 20960.4, 17714.3, 16205.8, 14940.1, 13783.9, 12719.0, 11737.4, 10832.6
    };

    /** Loss at batch indices 0, 10, … in the order in which the batches came. */
    static final double[] RAW_BATCHES = {
        26147514, 51873.8, 35389.9, 33958.0, 84232.4, 37366.1, 10611.9, 10952.7, 35910.9, 8881.4, 4156.5, 3626.7,
        3447.1, 3469.4, 1184.3, 1025.1, 1033.1, 966.4, 887.9, 1010.6, 789.0, 5107.5, 1427.2, 560.7, 684.8, 410.9, 360.9,
        5073.3, 316.2, 330.7, 321.6, 277.6
    };

    /** The steps at which {@link #RAW_BATCHES} were really taken. */
    static final double[] RAW_STEPS = {
        8, 12, 14, 19, 24, 26, 33, 34, 36, 44, 50, 54, 56, 60, 119, 120, 126, 134, 146, 156, 164, 196, 198, 208, 233,
        243, 256, 264, 272, 273, 277, 295
    };

    /** Loss at batch indices 0, 50, … of three epochs with standardised features. */
    static final double[] STANDARD_BATCHES = {
        4.3923, 3.6319, 3.6089, 3.4192, 3.3500, 3.5967, 7.1190, 2.9905, 3.0932, 3.1082, 2.9419, 3.0936, 3.0265, 2.8851,
        3.0551, 2.9094, 2.8807, 2.8687, 2.9137, 3.2606, 3.5207
    };

    /** The steps at which {@link #STANDARD_BATCHES} were really taken. */
    static final double[] STANDARD_STEPS = {
        53, 79, 91, 99, 104, 182, 262, 364, 394, 402, 485, 533, 544, 610, 682, 731, 743, 748, 774, 913, 929
    };

    /** Best inertia of 500 restarts on 200 rows for 2 to 14 clusters. */
    static final double[] BEST_ELBOW = {
        1864.05, 1484.68, 1284.56, 1129.95, 992.63, 896.49, 821.31, 767.41, 719.48, 676.23, 638.29, 598.89, 564.55
    };

    /** The book's elbow curve. */
    static final double[] ELBOW = {
        1869.66, 1485.02, 1284.70, 1136.39, 992.96, 897.42, 839.43, 769.51, 728.81, 689.92, 648.79, 598.89, 588.50
    };
}
