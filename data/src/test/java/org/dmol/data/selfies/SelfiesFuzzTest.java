package org.dmol.data.selfies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.dmol.data.Fuzz;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Random mutations of real strings: nothing but the documented exception, and no hang. */
class SelfiesFuzzTest {
    private static final int COUNT = Fuzz.count(20_000);

    private static final String PIECES =
            "CNOPSFIBcnospb()[]=#-+/\\:@%.0123456789HClBr*$ \té\uD83D[nop][C][=Ring1][#Branch3][epsilon]";

    @Test
    void mutatedSmiles() throws IOException {
        List<String> smiles = column(2);
        int[] outcome = Assertions.assertTimeoutPreemptively(Duration.ofMinutes(5), () -> mutate(smiles, 11, true));
        assertThat(outcome[0]).as("accepted").isGreaterThan(COUNT / 20);
        assertThat(outcome[1]).as("rejected").isGreaterThan(COUNT / 4);
    }

    @Test
    void mutatedSelfies() throws IOException {
        List<String> selfies = column(3).stream()
                .filter(line -> !line.startsWith("!"))
                .map(line -> line.split(" ", 2)[0])
                .toList();
        int[] outcome = Assertions.assertTimeoutPreemptively(Duration.ofMinutes(5), () -> mutate(selfies, 12, false));
        assertThat(outcome[0]).as("accepted").isGreaterThan(COUNT / 20);
        assertThat(outcome[1]).as("rejected").isGreaterThan(COUNT / 4);
    }

    private static int[] mutate(List<String> strings, long seed, boolean smiles) {
        Random random = new Random(seed);
        Selfies codec = Selfies.standard();
        int[] outcome = new int[2];
        for (int i = 0; i < COUNT; i++) {
            String input = mutant(strings, random);
            try {
                if (smiles) {
                    String decoded = codec.decode(codec.encode(input));
                    // Once the rings stand in front of the branches, the translation changes nothing more.
                    String again = codec.decode(codec.encode(decoded));
                    assertThat(codec.decode(codec.encode(again))).as(input).isEqualTo(again);
                    codec.lenient().encode(input);
                } else {
                    String decoded = codec.decode(input);
                    if (!decoded.isEmpty()) {
                        codec.encode(decoded);
                    }
                }
                outcome[0]++;
            } catch (SelfiesException e) {
                assertThat(e.position()).isBetween(0, e.input().length());
                assertThat(e.getMessage()).isNotBlank();
                outcome[1]++;
            }
        }
        return outcome;
    }

    private static String mutant(List<String> strings, Random random) {
        StringBuilder s = new StringBuilder(strings.get(random.nextInt(strings.size())));
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(s.length() + 1);
            int to = Math.min(s.length(), at + 1 + random.nextInt(3));
            int piece = random.nextInt(PIECES.length());
            String text = PIECES.substring(piece, Math.min(PIECES.length(), piece + 1 + random.nextInt(3)));
            switch (random.nextInt(5)) {
                case 0 -> s.insert(at, text);
                case 1 -> s.delete(at, to);
                case 2 -> s.replace(at, to, text);
                case 3 -> s.append(strings.get(random.nextInt(strings.size())));
                default -> s.setLength(at);
            }
        }
        return s.toString();
    }

    private static List<String> column(int index) throws IOException {
        List<String> cells = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SelfiesFuzzTest.class.getResourceAsStream("/selfies/samples.tsv")),
                StandardCharsets.UTF_8))) {
            in.lines().forEach(line -> cells.add(line.split("\t", -1)[index]));
        }
        return cells;
    }
}
