package org.dmol.tf;

import com.sun.jna.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two things TensorFlow needs of the C library: an environment variable, and a moment of silence on the error stream. */
final class NativeProcess {
    private static final Logger LOG = LoggerFactory.getLogger(NativeProcess.class);
    private static final int STDERR = 2;
    private static final int WRITE_ONLY = 1;

    private NativeProcess() {}

    /** Sets an environment variable of this process unless it is set already. Without effect on Windows. */
    static void setEnvironmentDefault(String name, String value) {
        if (System.getenv(name) != null) {
            return;
        }
        try {
            Function.getFunction("c", "setenv").invoke(Integer.class, new Object[] {name, value, 1});
        } catch (UnsatisfiedLinkError | RuntimeException e) {
            LOG.debug("{} could not be set: {}", name, e.getMessage());
        }
    }

    /**
     * Runs {@code work} with the process's error stream closed: XLA's first compilation writes four lines there that no setting
     * suppresses. Java's own {@code System.err} is silent, too, meanwhile.
     */
    static <T> T withoutStderr(Supplier<T> work) {
        int saved;
        try {
            System.err.flush();
            saved = call("dup", STDERR);
            int nothing = call("open", "/dev/null", WRITE_ONLY);
            if (saved < 0 || nothing < 0) {
                return work.get();
            }
            call("dup2", nothing, STDERR);
            call("close", nothing);
        } catch (UnsatisfiedLinkError | RuntimeException e) {
            LOG.debug("The error stream could not be redirected: {}", e.getMessage());
            return work.get();
        }
        try {
            return work.get();
        } finally {
            System.err.flush();
            call("dup2", saved, STDERR);
            call("close", saved);
        }
    }

    private static int call(String function, Object... arguments) {
        return (Integer) Function.getFunction("c", function).invoke(Integer.class, arguments);
    }
}
