package org.dmol.chapters.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dmol.data.selfies.BondConstraints;
import org.dmol.data.selfies.Selfies;
import org.dmol.data.selfies.SelfiesException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The decoder of the web page gives the strings of {@link Selfies}. Skipped where there is no Node. */
class SelfiesScriptTest {
    private static final int STRINGS = 10_000;

    /** Symbols beside the robust alphabet: stereo, isotopes, charges, padding, ends, dots, and some that are unknown. */
    private static final List<String> EXTRA = List.of(
            "[nop]",
            "[epsilon]",
            ".",
            "[/C]",
            "[\\C]",
            "[C@@H1]",
            "[C@]",
            "[\\N]",
            "[=13C]",
            "[13CH1]",
            "[2H]",
            "[NH1]",
            "[NH3+1]",
            "[CH0]",
            "[#Ring1]",
            "[-/Ring1]",
            "[/-Ring1]",
            "[\\/Ring2]",
            "[//Ring1]",
            "[Si]",
            "[=Se]",
            "[Fe+2]",
            "[P@H1]",
            "[CH4]",
            "[C+12]",
            "[0O]");

    private static final List<String> BAD =
            List.of("[X]", "[CH9]", "[--Ring1]", "[Branch4]", "[c]", "C", "[", "]", "[C", "[=/C]", "[]", "é");

    @Test
    void decodesAsTheJavaCodec(@TempDir Path dir) throws IOException, InterruptedException {
        Node.require();
        List<String> lines = new ArrayList<>();
        Map<String, BondConstraints> tables = new TreeMap<>(Map.of(
                "standard", BondConstraints.standard(),
                "octetRule", BondConstraints.octetRule(),
                "hypervalent", BondConstraints.hypervalent()));
        BondConstraints custom =
                BondConstraints.of(Map.of("C", 3, "N", 2, "O", 1, "S", 4, "Cl", 2, "Fe+2", 2, "H", 0, "?", 5));
        tables.put(json(custom), custom);
        Random random = new Random(17);
        tables.forEach((name, table) -> addCases(lines, name, Selfies.with(table), random));
        Path cases = dir.resolve("cases.tsv");
        Files.write(cases, lines);
        String output = Node.run("selfies-test.mjs", Node.WEB + "selfies.js", cases.toString());
        assertThat(output).contains(lines.size() + " strings, 0 different");
        assertThat(lines).hasSize(STRINGS);
    }

    private static void addCases(List<String> lines, String name, Selfies codec, Random random) {
        List<String> alphabet = new ArrayList<>(codec.robustAlphabet());
        alphabet.addAll(EXTRA);
        for (int i = 0; i < STRINGS / 4; i++) {
            StringBuilder s = new StringBuilder();
            for (int length = random.nextInt(80); length > 0; length--) {
                s.append(alphabet.get(random.nextInt(alphabet.size())));
            }
            if (i % 10 == 0) {
                s.append(BAD.get(random.nextInt(BAD.size()))).append("[C]");
            }
            lines.add(name + "\t" + s + "\t" + decode(codec, s.toString()));
        }
    }

    private static String decode(Selfies codec, String selfies) {
        try {
            return codec.decode(selfies);
        } catch (SelfiesException e) {
            return "! " + e.position();
        }
    }

    private static String json(BondConstraints table) {
        return table.asMap().entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\":" + e.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
