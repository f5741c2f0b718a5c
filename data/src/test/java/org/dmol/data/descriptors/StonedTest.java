package org.dmol.data.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dmol.data.analysis.Stats;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.selfies.Selfies;
import org.junit.jupiter.api.Test;

class StonedTest {
    private static final Molecule LENALIDOMIDE = Smiles.parse("C1CC(=O)NC(=O)C1N2CC3=C(C2=O)C=CC=C3N");

    @Test
    void theBasicAlphabetHasTheThirtyTwoSymbolsOfExmol() {
        assertThat(Stoned.basicAlphabet())
                .hasSize(32)
                .contains("[O-1]", "[H]", "[#S]", "[=Ring3]", "[#Branch3]")
                .doesNotContain("[B]", "[=P]", "[N+1]", "[C-1]");
    }

    @Test
    void mediumSampleOfLenalidomideHasTheStatisticsOfTheReference() {
        List<Stoned.Neighbour> space = Stoned.medium().sample(LENALIDOMIDE);
        double[] similarity =
                space.stream().skip(1).mapToDouble(Stoned.Neighbour::similarity).toArray();
        // stoned_reference.py, three seeds: 2,467 … 2,478 unique; median 0.247 … 0.253; 95 % quantile 0.557 … 0.585;
        // above one half 8.1 … 8.7 %.
        assertThat(similarity.length).isBetween(2420, 2530);
        assertThat(Stats.median(similarity)).isBetween(0.24, 0.265);
        assertThat(Stats.quantile(similarity, 0.95)).isBetween(0.54, 0.60);
        double half = Stats.mean(
                java.util.Arrays.stream(similarity).map(s -> s > 0.5 ? 1 : 0).toArray());
        assertThat(half).isBetween(0.07, 0.10);
    }

    @Test
    void moleculesAreDistinctAndOneSeedGivesThemAgain() {
        Stoned stoned = Stoned.medium().samples(300).seed(4);
        List<String> first = smiles(stoned.sample(LENALIDOMIDE));
        assertThat(first).doesNotHaveDuplicates();
        assertThat(smiles(stoned.sample(LENALIDOMIDE))).isEqualTo(first);
        assertThat(smiles(stoned.seed(5).sample(LENALIDOMIDE))).isNotEqualTo(first);
        assertThat(first.get(0)).isEqualTo(LENALIDOMIDE.canonicalSmiles());
    }

    private static List<String> smiles(List<Stoned.Neighbour> space) {
        return space.stream().map(n -> n.molecule().canonicalSmiles()).toList();
    }

    @Test
    void everyNeighbourIsWhatItsSelfiesSays() {
        CountFingerprint base = Morgan.counts(LENALIDOMIDE, 2);
        for (Stoned.Neighbour n : Stoned.wide().samples(200).sample(LENALIDOMIDE)) {
            Molecule decoded = Smiles.parse(Selfies.standard().decode(n.selfies()));
            assertThat(decoded.canonicalSmiles()).isEqualTo(n.molecule().canonicalSmiles());
            assertThat(n.similarity()).isEqualTo(Tanimoto.of(base, Morgan.counts(n.molecule(), 2)));
            assertThat(n.mutations()).isBetween(0, 5);
        }
    }

    @Test
    void elementsOutsideTheAlphabetAreDropped() {
        List<Stoned.Neighbour> space = Stoned.narrow()
                .samples(400)
                .alphabet(List.of("[C]", "[=C]", "[N]", "[O]", "[Ring1]", "[Branch1]", "[=O]"))
                .sample(LENALIDOMIDE);
        Set<String> elements = space.stream()
                .flatMap(n -> java.util.stream.IntStream.range(0, n.molecule().atomCount())
                        .mapToObj(i -> n.molecule().symbol(i)))
                .collect(Collectors.toSet());
        assertThat(elements).containsExactlyInAnyOrder("C", "N", "O");
    }

    @Test
    void ofSeveralPartsTheLongestIsTheBase() {
        List<Stoned.Neighbour> space = Stoned.narrow().samples(30).sample(Smiles.parse("[Na+].CCCCCC(=O)[O-].O"));
        assertThat(space.get(0).molecule().atomCount()).isEqualTo(8);
        assertThat(space.get(0).similarity()).isEqualTo(1);
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> Stoned.medium().samples(0))
                .hasMessage("The number of samples is 0; it must be at least 1.");
        assertThatThrownBy(() -> Stoned.medium().alphabet(List.of()))
                .hasMessage("The alphabet is empty; at least one SELFIES symbol is needed.");
    }
}
