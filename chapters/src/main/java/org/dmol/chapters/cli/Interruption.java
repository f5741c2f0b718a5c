package org.dmol.chapters.cli;

import java.util.function.IntSupplier;

/**
 * Ends the process at once when it is interrupted (Ctrl-C, SIGTERM). In an orderly exit TensorFlow's threads go on working while C++
 * frees what they use, and the process may crash. Files are written whole or not at all, so nothing is lost.
 */
final class Interruption {
    /** Exit code of an interrupted process, as shells have it for Ctrl-C. */
    static final int EXIT_CODE = 130;

    private Interruption() {}

    /** The exit code of the work, unless it is interrupted. */
    static int guard(IntSupplier work) {
        Thread hook = new Thread(() -> {
            System.err.println(
                    System.lineSeparator() + "dmol: interrupted; checkpoints and finished results are kept.");
            System.err.flush();
            Runtime.getRuntime().halt(EXIT_CODE);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.getAsInt();
        } finally {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
