package org.dmol.chapters.kernel;

/** The book's training curves at 32, 256, 512, 1024, 2048 and 5120 rows, as an independent computation gives their digits. */
final class Published {
    private Published() {}

    static final double[] NONE = {6.1139, 5.9303, 5.7859, 5.5524, 4.9595, 3.3158};
    static final double[] NONE_CONSTANT = {6.1120, 5.9854, 5.9532, 5.9547, 5.9528, 5.9528};
    /** With the penalty, as published. */
    static final double[] L1 = {5.9533, 5.9886, 5.8419, 5.5309, 4.9671, 3.4080};

    static final double[] L1_MSE = {5.9533, 5.9881, 5.8402, 5.5238, 4.9480, 3.3376};
    static final double[] L1_CONSTANT = {5.9539, 6.0373, 5.9529, 5.9533, 5.9527, 5.9539};
    /** With the penalty, as published. */
    static final double[] L2 = {6.2564, 5.9701, 5.9247, 5.6461, 5.2668, 4.5979};

    static final double[] L2_MSE = {6.2564, 5.9694, 5.9140, 5.6020, 5.1021, 4.0946};
    static final double[] L2_CONSTANT = {6.2551, 5.9768, 6.0293, 5.9565, 5.9558, 5.9547};
}
