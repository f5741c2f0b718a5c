package org.dmol.data.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pairs of pieces that a corpus has shown often, merged again and again (Sennrich, Haddow, Birch 2016), on bytes, as GPT-2 (Radford et
 * al. 2019), RoBERTa and ChemBERTa cut their texts. Each byte is written as one printable character: a blank is {@code Ġ}.
 */
public final class BytePairTokenizer implements Tokenizer {
    /** Words with the blank before them, numbers, marks, blanks. */
    private static final Pattern WORDS = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Map<Special, String> SPECIAL = new EnumMap<>(Map.of(
            Special.START, "<s>",
            Special.PADDING, "<pad>",
            Special.END, "</s>",
            Special.UNKNOWN, "<unk>",
            Special.MASK, "<mask>"));

    private static final char[] SHOWN = shown();

    private final Map<String, Integer> ranks;

    private BytePairTokenizer(Map<String, Integer> ranks) {
        this.ranks = ranks;
    }

    /**
     * Reads the two files of such a tokenizer.
     *
     * @param directory with {@code merges.txt} and {@code vocab.json}; special tokens are {@code <s>}, {@code <pad>}, {@code </s>},
     *     {@code <unk>} and {@code <mask>}, as far as the vocabulary has them
     * @throws IOException if a file is missing or of another form
     */
    public static TextEncoder read(Path directory) throws IOException {
        return new TextEncoder(
                readMerges(directory.resolve("merges.txt")), vocabulary(directory.resolve("vocab.json")));
    }

    /** Reads {@code merges.txt}: a pair a line, the earliest first. */
    static BytePairTokenizer readMerges(Path file) throws IOException {
        Map<String, Integer> ranks = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (line.startsWith("#version") || line.isBlank()) {
                continue;
            }
            if (line.indexOf(' ') <= 0 || line.indexOf(' ') != line.lastIndexOf(' ')) {
                throw new IOException("The file " + file + " is no list of merges: \"" + line + "\" is no pair.");
            }
            ranks.putIfAbsent(line, ranks.size());
        }
        return new BytePairTokenizer(ranks);
    }

    private static Vocabulary vocabulary(Path file) throws IOException {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IOException("The file " + file + " is no JSON: " + e.getOriginalMessage() + ".", e);
        }
        String[] tokens = new String[root.size()];
        for (var fields = root.fields(); fields.hasNext(); ) {
            var e = fields.next();
            int id = e.getValue().asInt(-1);
            if (id < 0 || id >= tokens.length || tokens[id] != null) {
                throw new IOException("The file " + file + " does not number its " + tokens.length
                        + " tokens from 0: \"" + e.getKey() + "\" has the number " + e.getValue() + ".");
            }
            tokens[id] = e.getKey();
        }
        Map<Special, String> special = new EnumMap<>(SPECIAL);
        special.values().retainAll(List.of(tokens));
        return new Vocabulary(
                List.of(tokens), special, special.containsKey(Special.UNKNOWN) ? OnUnknown.REPLACE : OnUnknown.ERROR);
    }

    /** Characters for the bytes 0 to 255: printable Latin-1 ones stand for themselves, the others for 256 and above. */
    private static char[] shown() {
        char[] out = new char[256];
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
            out[b] = (char) (printable ? b : next++);
        }
        return out;
    }

    @Override
    public List<String> tokenize(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher words = WORDS.matcher(text);
        while (words.find()) {
            List<String> pieces = new ArrayList<>();
            for (byte b : words.group().getBytes(StandardCharsets.UTF_8)) {
                pieces.add(String.valueOf(SHOWN[b & 0xFF]));
            }
            merge(pieces);
            tokens.addAll(pieces);
        }
        return tokens;
    }

    /** Merges the pair that was merged first in the corpus wherever it stands, until no known pair is left. */
    private void merge(List<String> pieces) {
        while (true) {
            int best = -1;
            int rank = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < pieces.size(); i++) {
                int r = ranks.getOrDefault(pieces.get(i) + " " + pieces.get(i + 1), Integer.MAX_VALUE);
                if (r < rank) {
                    rank = r;
                    best = i;
                }
            }
            if (best < 0) {
                return;
            }
            pieces.set(best, pieces.get(best) + pieces.remove(best + 1));
        }
    }

    @Override
    public String join(List<String> tokens) {
        String all = String.join("", tokens);
        byte[] bytes = new byte[all.length()];
        for (int i = 0; i < bytes.length; i++) {
            int at = new String(SHOWN).indexOf(all.charAt(i));
            if (at < 0) {
                throw new IllegalArgumentException("The token text \"" + all + "\" has no byte at position " + i + ".");
            }
            bytes[i] = (byte) at;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
