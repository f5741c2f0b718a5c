package org.dmol.layers.optimizers;

/** Adam with decoupled weight decay (Loshchilov and Hutter 2017), 0.004 unless set otherwise. */
public final class AdamW extends Adam {
    /** Keras's default rate is 0.001. */
    public AdamW(double learningRate) {
        super(learningRate);
        weightDecay(0.004);
    }
}
