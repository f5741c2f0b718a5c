package org.dmol.data.selfies;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Result lines and their digests as {@code selfies_golden.py} writes them, and its random strings. */
final class GoldenLines {
    private GoldenLines() {}

    /** {@code <selfies> <decoded>}, or {@code ! <KIND>}. */
    static String ofSmiles(Selfies codec, String smiles) {
        try {
            String selfies = codec.encode(smiles);
            return selfies + " " + codec.decode(selfies);
        } catch (SelfiesException e) {
            return "! " + e.kind();
        }
    }

    /** The decoded SMILES, or {@code ! <KIND>}. */
    static String ofSelfies(Selfies codec, String selfies) {
        try {
            return codec.decode(selfies);
        } catch (SelfiesException e) {
            return "! " + e.kind();
        }
    }

    static List<String> digests(List<String> lines, int chunk) {
        List<String> digests = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += chunk) {
            String text = String.join("\n", lines.subList(from, Math.min(lines.size(), from + chunk))) + "\n";
            digests.add(sha256(text).substring(0, 16));
        }
        return digests;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Random strings over an alphabet, of 1 to {@code longest} symbols. */
    static List<String> random(List<String> alphabet, int count, int seed, int longest) {
        Xorshift rng = new Xorshift(seed);
        List<String> strings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = 1 + rng.below(longest);
            StringBuilder s = new StringBuilder();
            for (int k = 0; k < length; k++) {
                s.append(alphabet.get(rng.below(alphabet.size())));
            }
            strings.add(s.toString());
        }
        return strings;
    }

    /** Marsaglia's 32-bit generator: the same few lines in every language. */
    static final class Xorshift {
        private int x;

        Xorshift(int seed) {
            this.x = seed;
        }

        int below(int n) {
            x ^= x << 13;
            x ^= x >>> 17;
            x ^= x << 5;
            return Integer.remainderUnsigned(x, n);
        }
    }
}
