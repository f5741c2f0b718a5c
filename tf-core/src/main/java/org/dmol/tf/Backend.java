package org.dmol.tf;

/** How a {@link Program} is executed. */
public enum Backend {
    /** TensorFlow's kernels, one op after another: for programs whose time goes into few large ops, and for ops that XLA lacks. */
    SESSION,
    /** Compiled as a whole by XLA: for programs of many small ops. Compiles once for each set of input shapes. */
    COMPILED
}
