package org.dmol.chapters;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a chapter is run. Immutable; each {@code with…} returns a changed copy.
 *
 * @param seed the one seed of the run (default 0, the book's)
 * @param quick shorten the training
 * @param out directory that receives {@code <slug>/report.html} and the rest
 * @param device {@code cpu}, {@code gpu:N} or {@code grpc://host:port}
 * @param offline never touch the network
 * @param standIn whether generated data may stand in for a data set that cannot be had
 * @param steps ids of the steps to run; empty for all
 * @param options the chapter's own options by name
 */
public record Settings(
        long seed,
        boolean quick,
        Path out,
        String device,
        boolean offline,
        boolean standIn,
        List<String> steps,
        Map<String, String> options) {

    public Settings {
        steps = List.copyOf(steps);
        options = Map.copyOf(options);
    }

    public static Settings defaults() {
        return new Settings(0, false, Path.of("results"), "cpu", false, true, List.of(), Map.of());
    }

    public Settings withSeed(long value) {
        return new Settings(value, quick, out, device, offline, standIn, steps, options);
    }

    public Settings withQuick(boolean value) {
        return new Settings(seed, value, out, device, offline, standIn, steps, options);
    }

    public Settings withOut(Path value) {
        return new Settings(seed, quick, value, device, offline, standIn, steps, options);
    }

    public Settings withDevice(String value) {
        return new Settings(seed, quick, out, value, offline, standIn, steps, options);
    }

    public Settings withOffline(boolean value) {
        return new Settings(seed, quick, out, device, value, standIn, steps, options);
    }

    public Settings withStandIn(boolean value) {
        return new Settings(seed, quick, out, device, offline, value, steps, options);
    }

    public Settings withSteps(List<String> value) {
        return new Settings(seed, quick, out, device, offline, standIn, value, options);
    }

    public Settings withOptions(Map<String, String> value) {
        return new Settings(seed, quick, out, device, offline, standIn, steps, value);
    }

    public Settings withOption(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(options);
        all.put(name, value);
        return withOptions(all);
    }
}
