package org.dmol.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitsTest {
    private static void covers(Split s, int n) {
        int[] all = IntStream.concat(
                        IntStream.concat(Arrays.stream(s.train()), Arrays.stream(s.validation())),
                        Arrays.stream(s.test()))
                .sorted()
                .toArray();
        assertThat(all).containsExactly(IntStream.range(0, n).toArray());
    }

    @Test
    void inFileOrder() {
        Split s = Splits.testFirst(10, 2, 3);
        assertThat(s.test()).containsExactly(0, 1);
        assertThat(s.validation()).containsExactly(2, 3, 4);
        assertThat(s.train()).containsExactly(5, 6, 7, 8, 9);
        Split t = Splits.trainFirst(10, 2, 3);
        assertThat(t.train()).containsExactly(0, 1, 2, 3, 4);
        assertThat(t.test()).containsExactly(8, 9);
    }

    @Test
    void randomIsTheBooksShuffle() {
        Split s = Splits.random(18453, 0.1, 0.1, 0);
        assertThat(Arrays.copyOf(s.test(), 10))
                .containsExactly(1940, 2743, 9760, 7566, 14414, 5323, 4100, 4798, 9133, 930);
        assertThat(s.test()).hasSize(1845);
        assertThat(s.train()).hasSize(14763);
        covers(s, 18453);
        assertThat(Arrays.copyOf(Splits.random(634, 0.1, 0.1, 0).test(), 10))
                .containsExactly(525, 415, 440, 384, 577, 75, 365, 497, 210, 236);
        assertThat(Arrays.copyOf(Splits.random(9316, 0.1, 0.1, 0).test(), 5))
                .containsExactly(33, 2006, 628, 1051, 8006);
    }

    @ParameterizedTest
    @CsvSource({"1000, 0.2, 0.1, 1", "37, 0.3, 0.3, 2", "101, 0.5, 0, 3", "634, 0.1, 0.1, 4"})
    void stratifiedKeepsTheShares(int n, double test, double validation, long seed) {
        int[] classes = IntStream.range(0, n)
                .map(i -> i % 7 == 0 ? 2 : i % 3 == 0 ? 1 : 0)
                .toArray();
        Split s = Splits.stratified(classes, test, validation, seed);
        covers(s, n);
        assertThat(s.test()).hasSize((int) (test * n));
        assertThat(s.validation()).hasSize((int) (validation * n));
        for (int c = 0; c < 3; c++) {
            int k = c;
            long all = Arrays.stream(classes).filter(x -> x == k).count();
            long inTest = Arrays.stream(s.test()).filter(i -> classes[i] == k).count();
            assertThat(Math.abs(inTest - all * test)).as("class %d", c).isLessThanOrEqualTo(2.0);
        }
        assertThat(Splits.stratified(classes, test, validation, seed).train()).isEqualTo(s.train());
        assertThat(Splits.stratified(classes, test, validation, seed + 9).train())
                .isNotEqualTo(s.train());
    }

    @Test
    void groupsStayTogether() {
        String[] groups = IntStream.range(0, 500).mapToObj(i -> "g" + i % 61).toArray(String[]::new);
        Split s = Splits.grouped(groups, 0.2, 0.1, 5);
        covers(s, 500);
        Set<String> test = keys(groups, s.test());
        assertThat(test).doesNotContainAnyElementsOf(keys(groups, s.train()));
        assertThat(test).doesNotContainAnyElementsOf(keys(groups, s.validation()));
        assertThat(s.test().length).isBetween(100, 109);
        assertThat(s.validation().length).isBetween(50, 59);
    }

    @Test
    void scaffoldTestsOnTheRare() {
        String[] scaffolds = {"a", "b", "a", "c", "b", "a", "d", "a", "a", "a"};
        Split s = Splits.scaffold(scaffolds, 0.2, 0.2);
        assertThat(s.test()).containsExactly(3, 6);
        assertThat(s.validation()).containsExactly(1, 4);
        assertThat(s.train()).containsExactly(0, 2, 5, 7, 8, 9);
    }

    private static Set<String> keys(String[] groups, int[] rows) {
        Set<String> keys = new HashSet<>();
        Arrays.stream(rows).forEach(i -> keys.add(groups[i]));
        return keys;
    }

    @Test
    void foldsTestEachRowOnce() {
        for (List<Split> folds : List.of(Splits.kFold(23, 5), Splits.kFold(23, 5, 1))) {
            Set<Integer> tested = new HashSet<>();
            for (Split s : folds) {
                covers(s, 23);
                Arrays.stream(s.test()).forEach(i -> assertThat(tested.add(i)).isTrue());
                assertThat(s.test().length).isBetween(4, 5);
            }
            assertThat(tested).hasSize(23);
        }
        assertThat(Splits.kFold(23, 5).get(0).test()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void impossibleSizes() {
        assertThatThrownBy(() -> Splits.random(10, 0.5, 0.5, 0)).hasMessageContaining("leave none to train on");
        assertThatThrownBy(() -> Splits.random(10, -0.1, 0, 0)).hasMessageContaining("-0.1");
        assertThatThrownBy(() -> Splits.kFold(5, 6)).hasMessageContaining("2 to 5");
    }
}
