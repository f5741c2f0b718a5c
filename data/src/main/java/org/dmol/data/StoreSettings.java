package org.dmol.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** The settings of a {@link DataStore}. */
record StoreSettings(
        Path dataDirectory,
        Path cache,
        boolean offline,
        boolean standIns,
        Progress progress,
        Consumer<String> notices,
        Catalogue catalogue,
        Duration timeout,
        int attempts) {

    static StoreSettings fromEnvironment() {
        String data = setting("dmol.data", "DMOL_DATA");
        String cache = setting("dmol.cache", "DMOL_CACHE");
        return new StoreSettings(
                data == null ? null : path("DMOL_DATA", data),
                cache == null ? Path.of(System.getProperty("user.home"), ".cache", "dmol") : path("DMOL_CACHE", cache),
                flag("dmol.offline", "DMOL_OFFLINE", false),
                flag("dmol.standIns", "DMOL_STAND_INS", true),
                System.console() == null ? Progress.none() : Progress.bar(System.err),
                System.err::println,
                Catalogue.standard(),
                Duration.ofSeconds(20),
                4);
    }

    private static String setting(String property, String variable) {
        String value = System.getProperty(property, System.getenv(variable));
        return value == null || value.isBlank() ? null : value;
    }

    private static Path path(String variable, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new DataException(variable + " is not a path: '" + value + "'.", e);
        }
    }

    private static boolean flag(String property, String variable, boolean otherwise) {
        String value = setting(property, variable);
        return value == null
                ? otherwise
                : switch (value.toLowerCase(Locale.ROOT)) {
                    case "1", "true", "yes", "on" -> true;
                    case "0", "false", "no", "off" -> false;
                    default ->
                        throw new DataException(
                                variable + " must be 1 or 0 (or true, false, yes, no, on, off), not '" + value + "'.");
                };
    }

    StoreSettings withDataDirectory(Path v) {
        return new StoreSettings(v, cache, offline, standIns, progress, notices, catalogue, timeout, attempts);
    }

    StoreSettings withCache(Path v) {
        return new StoreSettings(dataDirectory, v, offline, standIns, progress, notices, catalogue, timeout, attempts);
    }

    StoreSettings withOffline(boolean v) {
        return new StoreSettings(dataDirectory, cache, v, standIns, progress, notices, catalogue, timeout, attempts);
    }

    StoreSettings withStandIns(boolean v) {
        return new StoreSettings(dataDirectory, cache, offline, v, progress, notices, catalogue, timeout, attempts);
    }

    StoreSettings withProgress(Progress v) {
        return new StoreSettings(dataDirectory, cache, offline, standIns, v, notices, catalogue, timeout, attempts);
    }

    StoreSettings withNotices(Consumer<String> v) {
        return new StoreSettings(dataDirectory, cache, offline, standIns, progress, v, catalogue, timeout, attempts);
    }

    StoreSettings withCatalogue(Catalogue v) {
        return new StoreSettings(dataDirectory, cache, offline, standIns, progress, notices, v, timeout, attempts);
    }

    StoreSettings withNetwork(Duration wait, int tries) {
        return new StoreSettings(dataDirectory, cache, offline, standIns, progress, notices, catalogue, wait, tries);
    }
}
