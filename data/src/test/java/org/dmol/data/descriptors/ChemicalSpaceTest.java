package org.dmol.data.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dmol.array.Nd;
import org.dmol.data.descriptors.ChemicalSpace.Example;
import org.dmol.data.molecules.Smiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChemicalSpaceTest {
    private static List<Stoned.Neighbour> sample;
    private static ChemicalSpace space;

    /** The prediction is whether there is a sulphur. */
    @BeforeAll
    static void sample() {
        sample = Stoned.medium().samples(300).seed(4).sample(Smiles.parse("CC(=O)Nc1ccc(O)cc1"));
        space = ChemicalSpace.of(sample, predictions(sample));
    }

    private static double[] predictions(List<Stoned.Neighbour> all) {
        return all.stream()
                .mapToDouble(n ->
                        n.molecule().smiles().toUpperCase(java.util.Locale.ROOT).contains("S") ? 1 : 0)
                .toArray();
    }

    @Test
    void baseFirstThenWhatDiffersFromIt() {
        assertThat(space.base().isOrigin()).isTrue();
        assertThat(space.base().similarity()).isEqualTo(1);
        assertThat(space.examples().stream().skip(1)).allMatch(e -> e.similarity() < 1);
        assertThat(space.examples().stream().mapToInt(Example::index).toArray())
                .isEqualTo(java.util.stream.IntStream.range(0, space.examples().size())
                        .toArray());
    }

    @Test
    void bestOfEachClusterThenTheMostSimilar() {
        List<Example> picks = space.counterfactuals(1000, v -> v == 1);
        long all = space.examples().stream().filter(e -> e.prediction() == 1).count();
        assertThat(picks).hasSize((int) all).doesNotHaveDuplicates();
        Set<Integer> clusters = new HashSet<>();
        picks.forEach(e -> clusters.add(e.cluster()));
        List<Example> first = picks.subList(0, clusters.size());
        assertThat(first.stream().map(Example::cluster)).doesNotHaveDuplicates();
        for (Example e : first) {
            assertThat(e.similarity())
                    .isEqualTo(picks.stream()
                            .filter(o -> o.cluster() == e.cluster())
                            .mapToDouble(Example::similarity)
                            .max()
                            .orElseThrow());
        }
        assertThat(first).isSortedAccordingTo(Comparator.comparingDouble((Example e) -> -e.similarity()));
        assertThat(picks.subList(clusters.size(), picks.size()))
                .isSortedAccordingTo(Comparator.comparingDouble((Example e) -> -e.similarity()));
    }

    @Test
    void noneFound() {
        assertThat(space.counterfactuals(3, v -> v > 2)).isEmpty();
        double[] nothing = new double[sample.size()];
        Arrays.fill(nothing, 1, nothing.length, Double.NaN);
        ChemicalSpace alone = ChemicalSpace.of(sample, nothing);
        assertThat(alone.examples()).hasSize(1);
        assertThat(alone.counterfactuals(3, v -> true)).isEmpty();
    }

    @Test
    void regressionTakesBothSides() {
        double[] y = sample.stream()
                .mapToDouble(n -> 10 * n.similarity() - 5 * (n.mutations() % 2))
                .toArray();
        y[0] = 3;
        ChemicalSpace s = ChemicalSpace.of(sample, y);
        List<Example> picks = s.counterfactuals(5, 1.0);
        assertThat(picks.stream().filter(e -> e.prediction() >= 4)).hasSize(3);
        assertThat(picks.stream().filter(e -> e.prediction() <= 2)).hasSize(2);
        assertThatThrownBy(() -> s.counterfactuals(5, 0.0)).hasMessageContaining("positive");
        assertThatThrownBy(() -> ChemicalSpace.of(sample, new double[2])).hasMessageContaining("2 predictions");
    }

    /** The published similarities of two counterfactuals of lenalidomide. */
    @Test
    void similaritiesOfThePublishedCounterfactuals() {
        CountFingerprint base = Morgan.counts(Smiles.parse("C1CC(=O)NC(=O)C1N2CC3=C(C2=O)C=CC=C3N"), 2);
        assertThat(base.total()).isEqualTo(53);
        assertThat(base.size()).isEqualTo(39);
        assertThat(Tanimoto.of(base, Morgan.counts(Smiles.parse("O=C1CCC(N2C(=O)C3=CC=CC(N)=C3C2)C(=S)N1"), 2)))
                .isCloseTo(47 / 59.0, within(1e-12));
        assertThat(Tanimoto.of(base, Morgan.counts(Smiles.parse("O=C1CC(=O)CCC1N1C(=O)C2=CC=CC(N)=C2C1"), 2)))
                .isCloseTo(44 / 62.0, within(1e-12));
    }

    @Test
    void scalerKnowsTrainingRowsOnly() {
        double n = Double.NaN;
        DescriptorTable t = new DescriptorTable(List.of("a", "gappy", "constant", "b"), Nd.matrix(new double[][] {
            {1, n, 7, 1}, {2, n, 7, n}, {3, 1, 7, 3}, {4, 2, 7, 5}, {1000, 3, 8, n}
        }));
        DescriptorScaler s = DescriptorScaler.fit(t.rows(0, 1, 2, 3), 0.3, 2);
        assertThat(s.names()).containsExactly("a", "b");
        assertThat(s.medians()).containsExactly(2.5, 3);
        Nd z = s.transform(t.rows(4, 1));
        assertThat(z.get(0, 0)).as("clipped").isEqualTo(2);
        assertThat(z.get(0, 1))
                .as("the gap becomes the median, which is the mean here")
                .isCloseTo(0, within(1e-12));
        assertThat(z.get(1, 0)).isCloseTo((2 - 2.5) / Math.sqrt(5 / 3.0), within(1e-12));
        assertThat(s.incomplete(t)).containsExactly(1, 4);
        assertThatThrownBy(() -> s.raw(t.columns(0))).hasMessageContaining("lacks the descriptor b");
        assertThatThrownBy(() -> DescriptorScaler.fit(t.columns(2).rows(0, 1), 0, 2))
                .hasMessageContaining("None of the 1");
    }
}
