package org.dmol.chapters.cli;

/** Settings that must be made before the first class of a library is loaded. */
final class Quiet {
    private Quiet() {}

    /** Logging of libraries from warnings on, CDK silent, no windows. Does nothing to what the user has set. */
    static void install() {
        fallback("java.awt.headless", "true");
        fallback("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        fallback("org.slf4j.simpleLogger.log.org.openscience.cdk", "off");
        fallback("org.slf4j.simpleLogger.showThreadName", "false");
        fallback("org.slf4j.simpleLogger.showLogName", "false");
        fallback("slf4j.internal.verbosity", "WARN");
    }

    private static void fallback(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
