package org.dmol.data.selfies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dmol.data.selfies.SelfiesException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfiesTest {
    private final Selfies codec = Selfies.standard();

    @Test
    void splitLengthPadAlphabet() {
        assertThat(Selfies.split("[C][=C][F].[C]")).containsExactly("[C]", "[=C]", "[F]", ".", "[C]");
        assertThat(Selfies.length("[C][=C][F].[C]")).isEqualTo(5);
        assertThat(Selfies.pad("[C]", 3)).isEqualTo("[C][nop][nop]");
        assertThat(Selfies.pad("[C][O]", 1)).isEqualTo("[C][O]");
        assertThat(Selfies.alphabet(List.of("[C][F][O]", "[C].[O]", "[F][F]"))).containsExactly("[C]", "[F]", "[O]");
        assertThat(codec.robustAlphabet()).hasSize(69);
    }

    /** Quotation marks stand for nothing, {@code _} for a blank. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ' ',
            value = {
                "\"\" SMILES 0", "C( SMILES 1", "CC) SMILES 2", "C1CC SMILES 1", "C1CC2 SMILES 4", "C%1 SMILES 1",
                        "C= SMILES 1", "CC=.C SMILES 2", "CC* SMILES 2",
                "C[Xx] SMILES 1", "C[C SMILES 1", "C11 SMILES 2", "C12CC12 SMILES 6", "C=1CC#1 SMILES 6",
                        "CC_C SMILES 2", "CC(.C) SMILES 2", "C(C)(=) SMILES 5", ".C SMILES 0",
                "[CH10] SMILES 0", "CCc1cccc1 KEKULIZATION 7", "[H]:[H] KEKULIZATION 0", "CN(=O)=O CONSTRAINT 1",
                        "C[NH5] CONSTRAINT 1", "FC(F)(F)(F)F CONSTRAINT 1",
            })
    void saysWhereASmilesIsWrong(String smiles, Kind kind, int position) {
        String input = smiles.replace('_', ' ');
        SelfiesException e = catchThrowableOfType(SelfiesException.class, () -> codec.encode(input));
        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e.position()).as(e.getMessage()).isEqualTo(position);
        assertThat(e.input()).isEqualTo(input);
        assertThat(e)
                .hasMessage("Cannot translate the SMILES \"" + input + "\" at position " + position + ": " + e.reason()
                        + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "[C][X], 3",
        "[C][O, 3",
        "CC, 0",
        "[C]C[O], 3",
        "[C].[?], 4",
        "[CH5], 0",
        "[C]][O], 3",
        "[nop][nop][Ring7], 10"
    })
    void saysWhereASelfiesIsWrong(String selfies, int position) {
        SelfiesException e = catchThrowableOfType(SelfiesException.class, () -> codec.decode(selfies));
        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(Kind.SELFIES);
        assertThat(e.position()).as(e.getMessage()).isEqualTo(position);
    }

    @Test
    void longInputsAreCutInMessages() {
        String smiles = "C".repeat(1000) + "*" + "C".repeat(1000);
        SelfiesException e = catchThrowableOfType(SelfiesException.class, () -> codec.encode(smiles));
        assertThat(e.position()).isEqualTo(1000);
        assertThat(e.getMessage()).hasSizeLessThan(300).contains("CC*CC").contains("…");
    }

    @Test
    void constraintsBelongToTheCodec() {
        assertThat(Selfies.with(BondConstraints.octetRule()).decode("[S][=O][=O]"))
                .isEqualTo("S=O");
        assertThat(codec.decode("[S][=Branch1][C][=O][=O]")).isEqualTo("S(=O)=O");
        assertThat(Selfies.with(BondConstraints.hypervalent()).decode("[Cl][=Branch1][C][=O][=O]"))
                .isEqualTo("Cl(=O)=O");
        assertThat(Selfies.with(BondConstraints.standard().with("C", 2)).decode("[C][=C][=C]"))
                .isEqualTo("C=C");
        assertThat(codec.lenient().encode("CN(=O)=O")).isEqualTo("[C][N][=Branch1][C][=O][=O]");
    }

    @Test
    void tablesAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BondConstraints.of(Map.of("C", 4)))
                .withMessageContaining("\"?\"");
        for (String bad : List.of("X", "C+", "C+0", "C+01", "C+a", "+1", "", "c", "C+1+1", "C1")) {
            assertThatIllegalArgumentException()
                    .as(bad)
                    .isThrownBy(() -> BondConstraints.standard().with(bad, 1));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BondConstraints.standard().with("C", -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BondConstraints.preset("none"))
                .withMessageContaining("octet_rule");
        Map<String, Integer> table = new HashMap<>(BondConstraints.standard().asMap());
        BondConstraints copy = BondConstraints.of(table);
        table.put("C", 1);
        assertThat(copy).isEqualTo(BondConstraints.standard());
        assertThat(copy.capacity("C", 0)).isEqualTo(4);
        assertThat(copy.capacity("Fe", 3)).isEqualTo(8);
        assertThat(copy.capacity("N", -1)).isEqualTo(2);
    }

    @Test
    void twoDigitChargesComeBack() {
        BondConstraints constraints = BondConstraints.standard().with("C+10", 2);
        assertThat(constraints.robustAlphabet()).contains("[=C+10]");
        assertThat(Selfies.with(constraints).decode("[C][=C+10][C]")).isEqualTo("C=[C+10]");
        assertThat(codec.decode(codec.encode("[Fe+10]C"))).isEqualTo("[Fe+10]C");
    }

    /** By RDKit's canonical SMILES these are the same molecules; selfies 2.2.0 gives their mirror images. */
    @Test
    void chiralityWhereARingClosesBehindABranch() {
        assertThat(codec.decode(codec.encode("C1OCC[C@]2(CCCN2)1"))).isEqualTo("C1OCC[C@@]21CCCN2");
        assertThat(codec.decode(codec.encode("C1OCC[C@@]2(CCCN2)1"))).isEqualTo("C1OCC[C@]21CCCN2");
    }

    @Test
    void moreThanNinetyNineRings() {
        StringBuilder smiles = new StringBuilder("C");
        for (int i = 0; i < 120; i++) {
            smiles.append("C1CC1");
        }
        String selfies = codec.encode(smiles.toString());
        String decoded = codec.decode(selfies);
        assertThat(decoded).contains("%99", "%(100)", "%(120)");
        assertThat(codec.encode(decoded)).isEqualTo(selfies);
        assertThat(codec.encode("C%05CC5")).isEqualTo(codec.encode("C1CC1"));
    }

    @Test
    void whatIsTooLongToCountIsAnError() {
        String longest = "C1" + "C".repeat(4096) + "1";
        assertThat(codec.decode(codec.encode(longest))).isEqualTo(longest);
        SelfiesException e =
                catchThrowableOfType(SelfiesException.class, () -> codec.encode("C1" + "C".repeat(4097) + "1"));
        assertThat(e.kind()).isEqualTo(Kind.TOO_LONG);
        String branch = "C(" + "C".repeat(4096) + ")C";
        assertThat(codec.decode(codec.encode(branch))).isEqualTo(branch);
        assertThat(catchThrowableOfType(SelfiesException.class, () -> codec.encode("C(" + "C".repeat(4097) + ")C"))
                        .kind())
                .isEqualTo(Kind.TOO_LONG);
    }

    @Test
    void depthIsNoProblem() {
        int n = 100_000;
        String nested = "C(".repeat(n) + "C" + ")C".repeat(n);
        assertThat(catchThrowableOfType(SelfiesException.class, () -> codec.encode(nested))
                        .kind())
                .isEqualTo(Kind.TOO_LONG);
        String allowed = "C(".repeat(600) + "C" + ")C".repeat(600);
        assertThat(codec.decode(codec.encode(allowed))).isEqualTo(allowed);
        String chain = "C".repeat(n);
        assertThat(codec.decode(codec.encode(chain))).isEqualTo(chain);
        assertThat(codec.decode("[S][Branch3][P][P][P]".repeat(n)))
                .startsWith("SSSS")
                .hasSize(n);
        String rings = codec.decode("[C][Ring1][C]".repeat(n));
        assertThat(rings.chars().filter(c -> c == 'C').count()).isEqualTo(n);
        assertThat(codec.decode(codec.encode(rings))).isEqualTo(rings);
    }

    /** A ribbon of 900 fused six-rings: every atom has to find its partner. */
    @Test
    void largeAromaticSystems() {
        int n = 900;
        StringBuilder smiles = new StringBuilder("c%(1)ccc%(2)");
        for (int i = 3; i <= n; i++) {
            smiles.append("cc%(").append(i).append(')');
        }
        smiles.append("cccc");
        for (int i = n; i >= 2; i--) {
            smiles.append("c%(").append(i).append(")c");
        }
        smiles.append("%(1)");
        String decoded = codec.decode(codec.encode(smiles.toString()));
        assertThat(decoded.chars().filter(c -> c == 'C').count()).isEqualTo(4 * n + 2);
        assertThat(decoded.chars().filter(c -> c == '=').count()).isEqualTo(2 * n + 1);
    }
}
