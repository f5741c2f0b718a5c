package org.dmol.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.dmol.array.Nd;
import org.junit.jupiter.api.Test;

class EncodingTest {
    @Test
    void charactersAreCodePoints() {
        assertThat(Tokenizer.characters().tokenize("Cl\uD83D\uDE00c")).containsExactly("C", "l", "\uD83D\uDE00", "c");
        assertThat(Tokenizer.characters().tokenize("")).isEmpty();
        assertThat(Tokenizer.lowerCaseCharacters().tokenize("CcO")).containsExactly("c", "c", "o");
    }

    @Test
    void paddingAndMask() {
        List<int[]> ids = List.of(new int[] {3, 4, 5}, new int[] {6});
        Nd post = Padding.longest().apply(ids);
        assertThat(post).isEqualTo(Nd.matrix(new int[][] {{3, 4, 5}, {6, 0, 0}}));
        assertThat(Padding.longest().mask(post))
                .isEqualTo(Nd.of(new boolean[] {true, true, true, true, false, false}, 2, 3));
        assertThat(Padding.post(2).truncating(Padding.Side.PRE).value(9).apply(ids))
                .isEqualTo(Nd.matrix(new int[][] {{4, 5}, {6, 9}}));
        assertThat(Padding.longest().apply(List.of()).shape()).containsExactly(0, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> Padding.post(-1));
    }

    @Test
    void oneHotRowsAndBack() {
        Nd ids = Nd.matrix(new int[][] {{0, 2}, {1, 0}});
        Nd hot = OneHot.of(ids, 3);
        assertThat(hot.shape()).containsExactly(2, 2, 3);
        assertThat(hot.floats()).containsExactly(1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0);
        assertThat(OneHot.indices(hot, -1)).isEqualTo(ids);
        assertThat(OneHot.indices(Nd.matrix(new double[][] {{0, 0}, {0, 1}}), 7).ints())
                .containsExactly(7, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> OneHot.of(ids, 2)).withMessageContaining("The index 2");
        assertThatIllegalArgumentException().isThrownBy(() -> OneHot.of(Nd.vector(-1), 2));
        assertThatIllegalArgumentException().isThrownBy(() -> OneHot.indices(Nd.matrix(new double[][] {{1, 1}}), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> OneHot.indices(Nd.matrix(new double[][] {{0.5, 1}}), 0));
    }

    @Test
    void aminoAcids() {
        assertThat(AminoAcid.vocabulary().tokens())
                .hasSize(20)
                .startsWith("A", "R", "N", "D")
                .endsWith("W", "Y", "V");
        Vocabulary padded = AminoAcid.paddedVocabulary();
        assertThat(padded.size()).isEqualTo(21);
        assertThat(padded.index("M")).hasValue(13);
        assertThat(padded.index(Special.PADDING)).hasValue(0);
        assertThat(new TextEncoder(Tokenizer.characters(), padded).encode("MTPS"))
                .containsExactly(13, 17, 15, 16);
        assertThat(String.join("", AminoAcid.sortedLetters())).isEqualTo("ACDEFGHIKLMNPQRSTVWY");
        assertThat(AminoAcid.of('w')).isEqualTo(AminoAcid.TRYPTOPHAN);
        assertThat(AminoAcid.TRYPTOPHAN.code()).isEqualTo("Trp");
        assertThatIllegalArgumentException().isThrownBy(() -> AminoAcid.of('B')).withMessageContaining("'B'");
    }
}
