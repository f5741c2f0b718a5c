package org.dmol.chapters.cli;

/** Whether somebody watches. */
final class Terminal {
    private Terminal() {}

    /** Whether the output goes to a terminal: the launcher says so, because Java 22 and later no longer tell. */
    @SuppressWarnings("SystemConsoleNull") // where nothing is told, Java 17's answer has to do
    static boolean isInteractive() {
        String told = System.getProperty("dmol.tty");
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        return !dumb && (told == null ? System.console() != null : Boolean.parseBoolean(told));
    }

    static boolean colours() {
        return isInteractive() && System.getenv("NO_COLOR") == null;
    }
}
