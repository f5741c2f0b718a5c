package org.dmol.tf.grad;
/** Stub. */
public final class GradientRegistry {
    private GradientRegistry() {}
    /** Stub. */
    public static void install() {}
}
