package org.dmol.chapters.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.chapters.Settings;
import picocli.CommandLine.Option;

/** Options of every command that computes. */
final class RunOptions {
    @Option(names = "--quick", description = "shorten the training; said in every output")
    boolean quick;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "cpu, gpu:N or grpc://host:port (default: cpu)")
    String device;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "seed of the run (default: 0, as in the book)")
    long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "directory for the results (default: results)")
    Path out;

    @Option(names = "--offline", description = "never touch the network")
    boolean offline;

    @Option(
            names = "--no-stand-in",
            description = "fail when a data set cannot be had, instead of generating a stand-in")
    boolean noStandIn;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "a chapter's own option, see 'dmol list CHAPTER'")
    Map<String, String> options = new LinkedHashMap<>();

    Settings settings(List<String> steps) {
        return new Settings(seed, quick, out, device, offline, !noStandIn, steps, options);
    }
}
