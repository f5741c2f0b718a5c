package org.dmol.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dmol.array.NumpyRandom;
import org.dmol.data.standin.StandIns;

/**
 * Gives the files of data sets. A file is looked for in the data directory, then in the cache, then downloaded; where all that fails, a
 * generated stand-in takes its place, unless that is forbidden. A file is checked against its SHA-256 before it is used; one that is
 * truncated, damaged or of the wrong content is an error and never used.
 *
 * <p>{@link #standard()} takes its settings from the environment; the {@code with} methods give changed copies. Safe for several threads.
 */
public final class DataStore {
    /** Seed of the stand-ins. */
    private static final long SEED = 20_240_229;

    private final StoreSettings settings;
    private final FileIndex index;
    private final Cache cache;
    private final Map<String, DataFile> used = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, String> checksums = Collections.synchronizedMap(new LinkedHashMap<>());

    private DataStore(StoreSettings settings) {
        this.settings = settings;
        this.index = settings.dataDirectory() == null ? null : new FileIndex(settings.dataDirectory());
        this.cache = new Cache(
                settings.cache(),
                new Downloader(settings.timeout(), settings.attempts(), Duration.ofMillis(500)),
                settings.progress());
    }

    /**
     * The store that the environment asks for: {@code DMOL_DATA} (data directory, searched with its subdirectories by file name),
     * {@code DMOL_CACHE} (default {@code ~/.cache/dmol}), {@code DMOL_OFFLINE} (1: no network), {@code DMOL_STAND_INS} (0: none). System
     * properties {@code dmol.data}, {@code dmol.cache}, {@code dmol.offline} and {@code dmol.standIns} come first.
     */
    public static DataStore standard() {
        return new DataStore(StoreSettings.fromEnvironment());
    }

    /** A store with another data directory; null for none. */
    public DataStore withDataDirectory(Path directory) {
        return new DataStore(settings.withDataDirectory(directory));
    }

    /** A store with another cache. */
    public DataStore withCache(Path directory) {
        return new DataStore(settings.withCache(directory));
    }

    /** A store that never touches the network, or that may. */
    public DataStore withOffline(boolean offline) {
        return new DataStore(settings.withOffline(offline));
    }

    /** A store that may, or may not, generate stand-ins. */
    public DataStore withStandIns(boolean allowed) {
        return new DataStore(settings.withStandIns(allowed));
    }

    /** A store that tells of its downloads. */
    public DataStore withProgress(Progress progress) {
        return new DataStore(settings.withProgress(progress));
    }

    /** A store that says elsewhere what a user must know, such as the use of a stand-in; by default on the error stream. */
    public DataStore withNotices(Consumer<String> notices) {
        return new DataStore(settings.withNotices(notices));
    }

    /** A store for another catalogue. */
    public DataStore withCatalogue(Catalogue catalogue) {
        return new DataStore(settings.withCatalogue(catalogue));
    }

    /** A store that waits at most so long for an answer, and tries a broken download so often. */
    public DataStore withNetwork(Duration timeout, int attempts) {
        return new DataStore(settings.withNetwork(timeout, attempts));
    }

    /** What data sets there are. */
    public Catalogue catalogue() {
        return settings.catalogue();
    }

    /** The files given out so far, by the id that was asked for; for the record of a run. */
    public Map<String, DataFile> used() {
        synchronized (used) {
            return new LinkedHashMap<>(used);
        }
    }

    /**
     * The file of the first of these data sets that is at hand; if none is, the first that can be downloaded; if none can, a stand-in.
     *
     * @throws DataException if all fail, or a file at hand is not what it should be
     */
    public DataFile get(String... ids) {
        List<DataSet> sets = List.of(ids).stream().map(catalogue()::get).toList();
        for (DataSet set : sets) {
            DataFile local = local(set);
            if (local != null) {
                return note(set, local);
            }
        }
        List<String> reasons = new ArrayList<>();
        for (DataSet set : sets) {
            if (set.isPublic() && !settings.offline()) {
                try {
                    return note(set, download(set));
                } catch (IOException | Unavailable e) {
                    reasons.add(Text.reason(e));
                }
            }
        }
        for (DataSet set : sets) {
            StandIn rule = StandIns.find(set.standIn()).orElse(null);
            if (settings.standIns() && rule != null) {
                return note(set, standIn(set, rule, why(set, reasons)));
            }
        }
        throw missing(sets.get(0), reasons);
    }

    /**
     * The file of a data set from the data directory, the cache or a download; never a stand-in. A damaged file in the cache is replaced.
     *
     * @throws DataException if it cannot be had
     */
    public DataFile fetch(String id) {
        DataSet set = catalogue().get(id);
        try {
            if (!settings.offline() && set.isPublic() && inspect(set).state() == DataState.State.DAMAGED) {
                cache.discard(set);
            }
            DataFile local = local(set);
            if (local != null) {
                return note(set, local);
            }
            if (!settings.offline() && set.isPublic()) {
                return note(set, download(set));
            }
        } catch (IOException e) {
            throw missing(set, List.of(Text.reason(e)));
        }
        throw missing(set, List.of());
    }

    /** State of every data set, without reading the files. */
    public List<DataState> list() {
        return catalogue().all().stream().map(this::look).toList();
    }

    /** State of a data set after its checksum was computed. */
    public DataState verify(String id) {
        return inspect(catalogue().get(id));
    }

    private DataFile note(DataSet set, DataFile file) {
        used.put(set.id(), file);
        return file;
    }

    private Path find(DataSet set) {
        if (index != null) {
            List<Path> found = index.find(set.file());
            if (found.size() == 1) {
                return found.get(0);
            } else if (found.size() > 1) {
                return found.stream()
                        .filter(f -> problem(set, f) == null)
                        .findFirst()
                        .orElse(found.get(0));
            }
        }
        return Files.exists(cache.file(set)) ? cache.file(set) : null;
    }

    private DataFile local(DataSet set) {
        Path file = find(set);
        if (file == null) {
            return null;
        }
        String problem = problem(set, file);
        boolean cached = file.equals(cache.file(set));
        if (problem != null) {
            throw new DataException("The file " + file + " is not the data set '" + set.id() + "': it " + problem + "; "
                    + (cached && set.isPublic()
                            ? "'data fetch " + set.id() + "' replaces it."
                            : "put the right file in its place."));
        }
        return new DataFile(set, file, cached ? Origin.CACHE : Origin.DATA_DIRECTORY, checksum(file));
    }

    private String problem(DataSet set, Path file) {
        try {
            boolean cached = file.equals(cache.file(set));
            return Checksum.problem(set, file, checksum(file), cached ? cache.recorded(set) : null);
        } catch (IOException e) {
            throw Text.unreadable(file, e);
        }
    }

    /** The SHA-256 of a file, computed again only if size or time of the file have changed. */
    private String checksum(Path file) {
        try {
            String key = file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
            String known = checksums.get(key);
            if (known == null) {
                known = Checksum.of(file);
                checksums.put(key, known);
            }
            return known;
        } catch (IOException e) {
            throw Text.unreadable(file, e);
        }
    }

    private DataFile download(DataSet set) throws IOException {
        Path file = cache.download(set, id -> fetch(id).path());
        return new DataFile(set, file, Origin.DOWNLOAD, checksum(file));
    }

    private DataFile standIn(DataSet set, StandIn rule, String why) {
        Path directory = cache.directory().resolve("stand-ins");
        Path file = directory.resolve(set.standIn() + "-v" + rule.version()).resolve(set.file());
        settings.notices()
                .accept("NOTE: '" + set.id() + "' is replaced by a generated stand-in because " + why + ". "
                        + rule.description() + " Do not compare its results with published ones.");
        try {
            if (!Files.exists(file)) {
                rule.write(file, new NumpyRandom(SEED));
            }
        } catch (IOException e) {
            throw new DataException(
                    "The stand-in for '" + set.id() + "' cannot be written to " + file + ": " + Text.reason(e) + ".",
                    e);
        }
        return new DataFile(set, file, Origin.STAND_IN, checksum(file));
    }

    private DataState look(DataSet set) {
        Path file = find(set);
        if (file == null) {
            return absent(set);
        }
        try {
            boolean right = set.bytes() == 0 || set.contentSha256() != null || Files.size(file) == set.bytes();
            return right
                    ? new DataState(
                            set, DataState.State.PRESENT, file, "The file is there; its checksum was not computed.")
                    : inspect(set);
        } catch (IOException e) {
            throw Text.unreadable(file, e);
        }
    }

    private DataState inspect(DataSet set) {
        Path file = find(set);
        if (file == null) {
            return absent(set);
        }
        String problem = problem(set, file);
        if (problem != null) {
            return new DataState(set, DataState.State.DAMAGED, file, "The file " + problem + ".");
        }
        return set.sha256() == null
                ? new DataState(set, DataState.State.UNCHECKED, file, "No checksum is published for this file.")
                : new DataState(set, DataState.State.VERIFIED, file, "The SHA-256 is right.");
    }

    private static DataState absent(DataSet set) {
        return set.isPublic()
                ? new DataState(set, DataState.State.ABSENT, null, "Not here; it can be downloaded.")
                : new DataState(
                        set,
                        DataState.State.UNAVAILABLE,
                        null,
                        "Not here, and a derived file without a public address.");
    }

    private String why(DataSet set, List<String> reasons) {
        if (!reasons.isEmpty()) {
            return "it could not be downloaded (" + reasons.get(0) + ")";
        }
        return set.isPublic() ? "the network is not to be used (offline)" : "it has no public address";
    }

    /** Neither here nor to be had. */
    private static final class Unavailable extends DataException {
        private static final long serialVersionUID = 1;

        Unavailable(String message) {
            super(message);
        }
    }

    private Unavailable missing(DataSet set, List<String> reasons) {
        List<String> tried = new ArrayList<>();
        tried.add(index == null ? "DMOL_DATA is not set" : "it is not in " + settings.dataDirectory());
        tried.add("it is not in the cache " + cache.directory());
        tried.add(why(set, reasons));
        tried.add(
                !settings.standIns()
                        ? "and stand-ins are forbidden"
                        : set.standIn() == null
                                ? "and there is no stand-in for it"
                                : "and a stand-in is not wanted here");
        String by = set.url() != null
                ? "; get it with: curl -L --create-dirs -o " + cache.file(set) + " " + set.url()
                : "; put " + set.file() + " into a directory that DMOL_DATA names.";
        return new Unavailable("The data set '" + set.id() + "' cannot be had: " + String.join(", ", tried) + by);
    }
}
