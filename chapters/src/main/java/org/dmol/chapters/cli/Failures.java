package org.dmol.chapters.cli;

/** Exceptions as one sentence. */
final class Failures {
    private Failures() {}

    /** The message if the exception was made for the user, otherwise its type and message with the way to see more. */
    static String sentence(Throwable e) {
        String text = e.getMessage() == null ? "" : e.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
        if (e instanceof OutOfMemoryError) {
            return "Out of memory; give Java more with DMOL_JAVA_OPTS=-Xmx6g.";
        }
        boolean meant = !text.isEmpty()
                && (e instanceof IllegalArgumentException
                        || e instanceof IllegalStateException
                        || e instanceof java.io.IOException
                        || e.getClass().getName().startsWith("org.dmol."));
        if (meant) {
            return e instanceof java.nio.file.FileSystemException ? e.getClass().getSimpleName() + ": " + text : text;
        }
        return e.getClass().getSimpleName() + (text.isEmpty() ? "" : ": " + text) + " (DMOL_DEBUG=1 shows where)";
    }
}
