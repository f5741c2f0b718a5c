package org.dmol.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** SHA-256 of files, and whether a file is what the catalogue says. */
final class Checksum {
    private Checksum() {}

    static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    static String ofContent(Path gzipFile) throws IOException {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(gzipFile)), 1 << 16)) {
            return of(in);
        }
    }

    private static String of(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        byte[] block = new byte[1 << 16];
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            digest.update(block, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** What is wrong with a file, as the end of a sentence, or null if it is the right one. */
    static String problem(DataSet set, Path file, String sha256, String recorded) throws IOException {
        long size = Files.size(file);
        String expected = set.sha256() != null ? set.sha256() : recorded;
        if (expected == null) {
            return set.bytes() != 0 && size != set.bytes()
                    ? "has " + size + " bytes instead of " + set.bytes()
                    : size == 0 ? "is empty" : null;
        }
        if (sha256.equals(expected) || contentMatches(set, file)) {
            return null;
        }
        if (set.bytes() != 0 && size != set.bytes()) {
            return "has " + size + " bytes instead of " + set.bytes();
        }
        return "has the SHA-256 " + sha256.substring(0, 12) + "... instead of " + expected.substring(0, 12) + "...";
    }

    private static boolean contentMatches(DataSet set, Path file) {
        if (set.contentSha256() == null) {
            return false;
        }
        try {
            return ofContent(file).equals(set.contentSha256());
        } catch (IOException e) {
            return false;
        }
    }
}
