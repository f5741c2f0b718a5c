package org.dmol.data;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** UTF-8 text files, gzip-compressed or not; which, is seen from the first bytes and not from the name. */
public final class Text {
    private Text() {}

    /** Opens a file for reading; a byte order mark is skipped, bytes that are not UTF-8 become the replacement character. */
    public static BufferedReader open(Path file) throws IOException {
        InputStream in = bytes(file);
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
            reader.mark(1);
            if (reader.read() != '\ufeff') {
                reader.reset();
            }
            return reader;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Opens the bytes of a file, decompressed if it is gzip. */
    public static InputStream bytes(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return Cache.isGzip(in) ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /**
     * All lines that are not blank.
     *
     * @throws DataException if the file cannot be read
     */
    public static List<String> lines(Path file) {
        List<String> lines = allLines(file);
        lines.removeIf(String::isBlank);
        return lines;
    }

    /**
     * All lines.
     *
     * @throws DataException if the file cannot be read
     */
    public static List<String> allLines(Path file) {
        List<String> lines = new ArrayList<>();
        try (BufferedReader in = open(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return lines;
    }

    /** The one sentence for a file that cannot be read. */
    public static DataException unreadable(Path file, Exception e) {
        String reason = reason(e);
        return new DataException(
                "The file " + file + " cannot be read: " + reason + (reason.endsWith(".") ? "" : "."), e);
    }

    /** What went wrong, in words: the messages of file-system exceptions are bare paths. */
    public static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no " + e.getMessage();
        }
        if (e instanceof AccessDeniedException) {
            return "no permission for " + e.getMessage();
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return e.getMessage() + " is in the way and not a directory";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
