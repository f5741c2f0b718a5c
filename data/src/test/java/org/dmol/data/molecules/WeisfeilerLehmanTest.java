package org.dmol.data.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours of small graphs worked out by hand, the known failures of the test, and isomorphisms of shuffled graphs. */
class WeisfeilerLehmanTest {
    private static int[][] graph(String smiles) {
        return WeisfeilerLehman.neighbours(Smiles.parse(smiles));
    }

    /** The same graph, node i renamed p[i]. */
    private static int[][] renamed(int[][] g, int[] p) {
        int[][] out = new int[g.length][];
        for (int i = 0; i < g.length; i++) {
            out[p[i]] = IntStream.of(g[i]).map(j -> p[j]).toArray();
        }
        return out;
    }

    @Test
    void aChainSplitsFromItsEnds() {
        WeisfeilerLehman w = WeisfeilerLehman.refine(Smiles.parse("CCCCC"));
        assertThat(w.rounds()).isEqualTo(3);
        assertThat(w.histogram(0, 0)).isEqualTo(Map.of(0, 5));
        int[] stable = w.colours(2, 0);
        assertThat(stable[0]).isEqualTo(stable[4]).isNotEqualTo(stable[1]).isNotEqualTo(stable[2]);
        assertThat(stable[1]).isEqualTo(stable[3]).isNotEqualTo(stable[2]);
    }

    @Test
    void firstColoursMatterAsTheyDifferNotAsTheyAreNumbered() {
        List<int[][]> chains = List.of(graph("CCC"), graph("CCC"));
        assertThat(WeisfeilerLehman.refine(chains, List.of(new int[] {7, 0, 0}, new int[] {0, 0, 7}))
                        .tellsApart(0, 1))
                .isFalse();
        assertThat(WeisfeilerLehman.refine(chains, List.of(new int[] {7, 0, 0}, new int[] {0, 7, 0}))
                        .tellsApart(0, 1))
                .isTrue();
        assertThat(WeisfeilerLehman.refine(chains, List.of(new int[] {-3, 10, -3}, new int[] {-3, 10, -3}))
                        .histogram(0, 0))
                .isEqualTo(Map.of(0, 2, 1, 1));
        assertThatThrownBy(() -> WeisfeilerLehman.refine(chains, List.of(new int[3], new int[2])))
                .hasMessage("Colour refinement needs one first colour for each node.");
    }

    @ParameterizedTest
    @CsvSource({
        "C1CCC2CCCCC2C1, C1CCC(C1)C2CCCC2, false",
        "C1CCCCC1, C1CC1.C1CC1, false",
        "CCCC, CC(C)C, true",
        "C1CCCC1C, C1CCCCC1, true"
    })
    void knowsSomeGraphsApart(String a, String b, boolean apart) {
        WeisfeilerLehman w = WeisfeilerLehman.refine(Smiles.parse(a), Smiles.parse(b));
        assertThat(w.tellsApart(0, 1)).isEqualTo(apart);
        assertThat(Isomorphism.between(graph(a), graph(b))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C1CCC2CCCCC2C1",
                "C1CCC(C1)C2CCCC2",
                "CC(C)(C)CO",
                "C12C3C4C1C5C2C3C45",
                "CC.C1CC1",
                "C",
                "c1ccccc1O"
            })
    void findsTheWayBackFromAnyOrder(String smiles) {
        int[][] g = graph(smiles);
        Random random = new Random(4);
        for (int trial = 0; trial < 10; trial++) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, g.length).boxed().toList());
            Collections.shuffle(order, random);
            int[][] other = renamed(g, order.stream().mapToInt(i -> i).toArray());
            int[] map = Isomorphism.between(g, other).orElseThrow();
            assertThat(IntStream.of(map).distinct().count()).isEqualTo(g.length);
            int[][] moved = renamed(g, map);
            for (int i = 0; i < g.length; i++) {
                assertThat(moved[i]).containsExactlyInAnyOrder(other[i]);
            }
        }
    }

    @Test
    void emptyAndUnequalGraphs() {
        assertThat(Isomorphism.between(new int[0][], new int[0][])).contains(new int[0]);
        assertThat(Isomorphism.between(graph("CC"), graph("CCC"))).isEmpty();
    }
}
