package org.dmol.data.molecules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.dmol.data.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Seeded mutations: no hang, and no exception but the documented one. */
class SmilesFuzzTest {
    private static final String CHARACTERS = "CNOPSFIBcnopsbHl[]()=#:-+/\\@.%0123456789*$~rae \u00e9";
    private static final String[] PIECES = {
        "[nH]",
        "[N+]",
        "[O-]",
        "[C@H]",
        "c1ccccc1",
        "C(=O)",
        "N(=O)=O",
        "[Na+]",
        "Cl",
        "[se]",
        "[H]",
        "(C)",
        "=C",
        "->",
        "[Fe]",
        "*",
        "%(123)",
        "[C-]",
        "12",
        "((",
        "]]",
        "[13C@@H+2:7]"
    };

    private record Run(int accepted, int rejected, long slowestNanos, String slowest) {}

    private static String mutate(List<String> pool, SplittableRandom random) {
        StringBuilder s = new StringBuilder(pool.get(random.nextInt(pool.size())));
        int edits = 1 + random.nextInt(4);
        for (int e = 0; e < edits; e++) {
            int i = random.nextInt(s.length() + 1);
            switch (random.nextInt(6)) {
                case 0 -> s.insert(i, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                case 1 -> s.insert(i, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> s.delete(i, Math.min(s.length(), i + 1 + random.nextInt(4)));
                case 3 -> s.setLength(i);
                case 4 -> s.append(pool.get(random.nextInt(pool.size())));
                default -> {
                    if (i < s.length()) {
                        s.setCharAt(i, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                    }
                }
            }
        }
        return s.toString();
    }

    private static Run run(int n, long seed) throws IOException {
        List<String> pool = new ArrayList<>();
        for (String[] row : RdkitAgreementTest.cases()) {
            pool.add(row[0]);
        }
        SplittableRandom random = new SplittableRandom(seed);
        int accepted = 0;
        long slowest = 0;
        String slow = "";
        for (int i = 0; i < n; i++) {
            String text = mutate(pool, random);
            long start = System.nanoTime();
            try {
                Molecule m = Smiles.parse(text);
                accepted++;
                MoleculeGraph.of(m.withHydrogens()).adjacency();
                Smiles.parse(m.canonicalSmiles());
                if (i % 10 == 0) {
                    m.container();
                    Scaffolds.key(m);
                }
            } catch (InvalidSmilesException e) {
                assertThat(e.smiles()).isNotNull();
            } catch (RuntimeException e) {
                throw new AssertionError("undocumented exception for " + text, e);
            }
            long time = System.nanoTime() - start;
            if (time > slowest) {
                slowest = time;
                slow = text;
            }
        }
        return new Run(accepted, n - accepted, slowest, slow);
    }

    @Test
    @Timeout(600)
    void mutatedTextsAreReadOrRejected() throws IOException {
        int n = Fuzz.count(20_000);
        Run r = run(n, 1);
        assertThat(r.accepted()).isGreaterThan(n / 20);
        assertThat(r.rejected()).isGreaterThan(n / 4);
        assertThat(TimeUnit.NANOSECONDS.toSeconds(r.slowestNanos()))
                .as(r.slowest())
                .isLessThan(5);
    }

    @Test
    @Timeout(60)
    void trapsForSlowAlgorithmsAreHarmless() {
        List<String> traps = List.of(
                "(".repeat(100_000),
                "C(".repeat(50_000),
                "C" + "(C".repeat(20_000) + ")".repeat(20_000),
                "C".repeat(50_000),
                "[".repeat(10_000),
                "C1".repeat(1000),
                "C%(".repeat(5000),
                "C" + "=C".repeat(9999),
                "c1ccc2c(c1)".repeat(300),
                grid(30),
                "C" + ladder(400),
                complete(24),
                "C1CC1".repeat(2000),
                "c1" + "c".repeat(5000) + "1",
                "[C+99999999999]");
        for (String trap : traps) {
            try {
                Molecule m = Smiles.parse(trap);
                m.withHydrogens();
            } catch (InvalidSmilesException e) {
                assertThat(e.getMessage().length()).isLessThan(1000);
            }
        }
    }

    /** A square lattice of carbons: (k - 1)^2 fused four-rings. */
    private static String grid(int k) {
        StringBuilder s = new StringBuilder();
        for (int row = 0; row < k; row++) {
            for (int column = 0; column < k; column++) {
                s.append("[C]");
                if (row > 0) {
                    s.append("%(").append(1000 + column).append(')');
                }
                if (row < k - 1) {
                    s.append("%(").append(1000 + column).append(')');
                }
            }
            s.append(row < k - 1 ? "." : "");
        }
        return s.toString();
    }

    private static String ladder(int k) {
        StringBuilder s = new StringBuilder();
        for (int i = 1; i <= k; i++) {
            s.append("C%(").append(i).append(')');
        }
        for (int i = k; i >= 1; i--) {
            s.append("C%(").append(i).append(')');
        }
        return s.toString();
    }

    /** Every atom bonded to every other. */
    private static String complete(int k) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < k; i++) {
            s.append(i > 0 ? "." : "").append("[U]");
            for (int j = 0; j < k; j++) {
                if (j != i) {
                    s.append("%(")
                            .append(100 + Math.min(i, j) * k + Math.max(i, j))
                            .append(')');
                }
            }
        }
        return s.toString();
    }
}
