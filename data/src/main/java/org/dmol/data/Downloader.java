package org.dmol.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;

/**
 * Fetches one address into a partial file, going on where an earlier attempt, even one of a killed process, ended. What makes a finished
 * partial file the real one (checksum, move) is up to the caller.
 */
final class Downloader {
    private static final int REDIRECTS = 8;
    private static final String ETAG = ".etag";

    private final Duration timeout;
    private final int attempts;
    private final Duration pause;

    Downloader(Duration timeout, int attempts, Duration pause) {
        this.timeout = timeout;
        this.attempts = attempts;
        this.pause = pause;
    }

    /** Could not be fetched; the message is a reason in a few words. */
    static final class Failed extends IOException {
        private static final long serialVersionUID = 1;
        private final boolean temporary;

        Failed(String reason, boolean temporary, Throwable cause) {
            super(reason, cause);
            this.temporary = temporary;
        }
    }

    /** Hears of the bytes that are there. */
    interface Listener {
        void at(long done, long total);
    }

    /** Fetches {@code address} to {@code part}; a broken connection is taken up again a few times. */
    void fetch(String address, Path part, Listener listener) throws Failed {
        for (int attempt = 1; ; attempt++) {
            try {
                fetchOnce(address, part, listener);
                return;
            } catch (Failed e) {
                if (!e.temporary || attempt >= attempts) {
                    throw e;
                }
                try {
                    Thread.sleep(pause.toMillis() * attempt);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new Failed("interrupted", false, interrupted);
                }
            }
        }
    }

    private void fetchOnce(String address, Path part, Listener listener) throws Failed {
        HttpURLConnection http = null;
        try {
            long have = Files.exists(part) ? Files.size(part) : 0;
            http = open(address, have, tag(part));
            int status = http.getResponseCode();
            if (status == 416 && have > 0) {
                // The partial file is as long as the whole one, or belongs to another version: the checksum will tell.
                if (rangeTotal(http) == have) {
                    return;
                }
                discard(part);
                throw new Failed("the server cannot go on from byte " + have, true, null);
            }
            if (status != 200 && status != 206) {
                throw new Failed("the server answered " + status, status >= 500, null);
            }
            boolean append = status == 206 && rangeStart(http) == have;
            if (status == 206 && !append) {
                discard(part);
                throw new Failed("the server sent another part than was asked for", true, null);
            }
            remember(part, http.getHeaderField("ETag"));
            copy(http, part, append ? have : 0, listener);
        } catch (UnknownHostException e) {
            throw new Failed("the host " + e.getMessage() + " is not known here", false, e);
        } catch (SocketTimeoutException e) {
            boolean connected =
                    !String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
            throw new Failed("no answer within " + timeout.toSeconds() + " seconds", connected, e);
        } catch (Failed e) {
            throw e;
        } catch (IOException e) {
            boolean local =
                    e instanceof SocketException || e instanceof FileSystemException || e instanceof SSLException;
            throw new Failed(reason(e), !local || "Connection reset".equals(e.getMessage()), e);
        } finally {
            if (http != null) {
                http.disconnect();
            }
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private HttpURLConnection open(String address, long from, String etag) throws IOException {
        URI uri = uri(address);
        for (int hop = 0; hop < REDIRECTS; hop++) {
            HttpURLConnection http = (HttpURLConnection) url(uri).openConnection();
            http.setInstanceFollowRedirects(false);
            http.setConnectTimeout((int) timeout.toMillis());
            http.setReadTimeout((int) timeout.toMillis());
            http.setRequestProperty("User-Agent", "dmol-java");
            http.setRequestProperty("Accept-Encoding", "identity");
            if (from > 0) {
                http.setRequestProperty("Range", "bytes=" + from + "-");
                if (etag != null) {
                    http.setRequestProperty("If-Range", etag);
                }
            }
            int status = http.getResponseCode();
            String location = http.getHeaderField("Location");
            if (status / 100 != 3 || location == null) {
                return http;
            }
            http.disconnect();
            uri = uri.resolve(uri(location));
        }
        throw new Failed("more than " + REDIRECTS + " redirections", false, null);
    }

    private static URI uri(String address) throws Failed {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new Failed("the address is not valid", false, e);
        }
    }

    private static URL url(URI uri) throws Failed {
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw new Failed("the address is not of the web", false, null);
        }
        try {
            return uri.toURL();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new Failed("the address is not valid", false, e);
        }
    }

    private static void copy(HttpURLConnection http, Path part, long from, Listener listener) throws IOException {
        long length = http.getContentLengthLong();
        long total = length < 0 ? 0 : from + length;
        StandardOpenOption mode = from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        long done = from;
        try (InputStream in = http.getInputStream();
                OutputStream out =
                        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
            byte[] block = new byte[1 << 16];
            long next = 0;
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                out.write(block, 0, n);
                done += n;
                long now = System.nanoTime();
                if (now - next >= 0 || done == total) {
                    listener.at(done, total);
                    next = now + 200_000_000;
                }
            }
        }
        if (total > 0 && done < total) {
            throw new EOFException("the connection ended after " + done + " of " + total + " bytes");
        }
        listener.at(done, Math.max(total, done));
    }

    /** Start of {@code bytes 100-199/200}, or -1. */
    private static long rangeStart(HttpURLConnection http) {
        String range = http.getHeaderField("Content-Range");
        return range != null && range.matches("bytes \\d{1,18}-.*")
                ? Long.parseLong(range.substring(6, range.indexOf('-')))
                : -1;
    }

    /** Total of {@code bytes *}{@code /200}, or -1. */
    private static long rangeTotal(HttpURLConnection http) {
        String range = http.getHeaderField("Content-Range");
        return range != null && range.matches(".*/\\d{1,18}")
                ? Long.parseLong(range.substring(range.indexOf('/') + 1))
                : -1;
    }

    private static Path tagFile(Path part) {
        return part.resolveSibling(part.getFileName() + ETAG);
    }

    private static String tag(Path part) throws IOException {
        return Files.exists(tagFile(part)) ? Files.readString(tagFile(part)) : null;
    }

    private static void remember(Path part, String etag) throws IOException {
        if (etag != null && !etag.startsWith("W/")) {
            Files.writeString(tagFile(part), etag);
        } else {
            Files.deleteIfExists(tagFile(part));
        }
    }

    /** Removes a partial file. */
    static void discard(Path part) throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(tagFile(part));
    }
}
