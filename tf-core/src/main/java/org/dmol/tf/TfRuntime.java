package org.dmol.tf;

import org.dmol.tf.grad.GradientRegistry;
import org.tensorflow.TensorFlow;

/**
 * Loads TensorFlow once, quietly, with the gradients that its C++ library lacks.
 *
 * <p>Every class of this module calls {@link #load()} before it touches TensorFlow; a program that uses {@code org.tensorflow}
 * directly should call it first, because the log level is read when the native library loads. TensorFlow then says nothing on its own;
 * the variable {@code TF_CPP_MIN_LOG_LEVEL} (0 to 3, default 3) makes it talk. Programs that leave tensors to the garbage collector may
 * want back JavaCPP's limit of native memory, the system property {@code org.bytedeco.javacpp.maxPhysicalBytes}, which is off here.
 */
public final class TfRuntime {
    private static final String MAX_PHYSICAL_BYTES = "org.bytedeco.javacpp.maxPhysicalBytes";
    private static final String VERSION = start();

    private TfRuntime() {}

    private static String start() {
        // Errors reach Java as exceptions; what TensorFlow logs as an error besides is advice (cuDNN registered twice,
        // no oneDNN for an op).
        NativeProcess.setEnvironmentDefault("TF_CPP_MIN_LOG_LEVEL", "3");
        // Each session its own threads; the first session's would else be everybody's.
        NativeProcess.setEnvironmentDefault("TF_OVERRIDE_GLOBAL_THREADPOOL", "1");
        // JavaCPP looks up the memory of the process at each of its pointers, to free forgotten ones when it grows
        // beyond four times the
        // heap. That is half the time of a small call, and nothing is forgotten here.
        if (System.getProperty(MAX_PHYSICAL_BYTES) == null) {
            System.setProperty(MAX_PHYSICAL_BYTES, "0");
        }
        String version = TensorFlow.version();
        GradientRegistry.install();
        return version;
    }

    /** Makes sure that the native library is loaded and the gradients are registered; later calls do nothing. */
    public static void load() {
        // The class initialiser does the work exactly once, also with several threads.
    }

    /** Version of the native TensorFlow, such as {@code 2.16.2}. */
    public static String version() {
        return VERSION;
    }
}
