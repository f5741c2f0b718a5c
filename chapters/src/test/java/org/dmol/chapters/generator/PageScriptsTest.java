package org.dmol.chapters.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.selfies.Selfies;
import org.dmol.layers.generation.TokenSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of the page do what the Java classes do. Skipped where there is no Node. */
class PageScriptsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Without stereo marks, which the page's encoder leaves out. */
    private static final List<String> MOLECULES = List.of(
            "C",
            "c1ccccc1",
            "NS(=O)(=O)c1ccccc1",
            "c1ccc2[nH]cnc2c1",
            "CC1CC(Nc2cncc(-c3nncn3C)c2)CC(C)C1",
            "CC(=O)Oc1ccccc1C(O)=O",
            "C[N+](C)(C)CC(=O)[O-]",
            "O=[N+]([O-])c1ccc(Cl)cc1Br",
            "CS(=O)(=O)N1CCN(CC1)C(=O)C#N",
            "C12C3C4C1C5C2C3C45",
            "CP(=O)(OC)OCC=C=C",
            "C1CC2(C1)OCCO2",
            "c1ccc2c(c1)c1ccccc1c1ccccc21",
            "FC(F)(F)c1cc(I)c(cc1)-c1ncc(s1)C1CC1",
            "CC(C)(C)OC(=O)NCCCCCCCCCCCCCCCCCCCCC(=O)N1CCOCC1",
            "C1CCCCCCCCCCCCCCCCCCCC1");

    @Test
    void thePageComputesAsJava(@TempDir Path dir) throws IOException, InterruptedException {
        Node.require();
        Random random = new Random(5);
        List<Map<String, Object>> draws = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            double[] logits = random.doubles(20, -8, 8).toArray();
            double temperature = new double[] {0.1, 0.7, 1, 2, 100}[i % 5];
            double u = random.nextDouble();
            draws.add(Map.of("logits", logits, "temperature", temperature, "u", u));
            expected.add(TokenSampler.temperature(temperature).draw(logits, u));
        }
        Path cases = dir.resolve("cases.json");
        JSON.writeValue(
                cases.toFile(),
                Map.of(
                        "draws",
                        draws,
                        "smiles",
                        MOLECULES,
                        "growing",
                        List.of(
                                List.of("[C]", "[=Branch1]"),
                                List.of("[C]", "[Branch2]", "[C]", "[O]", "[N]"),
                                List.of("[C]", "[Branch2]", "[C]"),
                                List.of("[C]", "[C]", "[=Ring1]", "[Ring1]")),
                        "refused",
                        List.of("C1CC", "C.C", " ", "[C][=O]", "hello")));
        JsonNode out = JSON.readTree(Node.last("page-scripts.mjs", Node.WEB, cases.toString()));

        List<Integer> drawn = new ArrayList<>();
        out.get("drawn").forEach(d -> drawn.add(d.asInt()));
        assertThat(drawn).isEqualTo(expected);
        for (int i = 0; i < MOLECULES.size(); i++) {
            String back = Selfies.standard().decode(out.get("selfies").get(i).asText());
            assertThat(Smiles.parse(back).canonicalSmiles())
                    .as(out.get("selfies").get(i).asText())
                    .isEqualTo(Smiles.parse(MOLECULES.get(i)).canonicalSmiles());
        }
        assertThat(out.get("drawable").toString())
                .isEqualTo("[\"[C]\",\"[C][Branch2][C][O][N]\",\"[C]\",\"[C][C][=Ring1][Ring1]\"]");
        assertThat(out.get("refused").get(0).asText()).contains("“C1CC” is not a SMILES");
        assertThat(out.get("refused").get(1).asText()).contains("one connected fragment");
        assertThat(out.get("refused").get(2).asText()).isEmpty();
        assertThat(out.get("refused").get(3).asText()).isEqualTo("[C][=O]");
        assertThat(out.get("refused").get(4).asText()).contains("“hello” is not a SMILES");
        assertThat(JSON.convertValue(out.get("molecules"), String[].class))
                .as("a molecule has an atom")
                .noneMatch(m -> Selfies.standard().decode(m).isEmpty())
                .anyMatch(m -> m.startsWith("[Ring1]"))
                .anyMatch("[C]"::equals);
        double[] u = JSON.convertValue(out.get("uniform"), double[].class);
        assertThat(Arrays.stream(u).average().orElseThrow()).isCloseTo(0.5, within(0.01));
        assertThat(IntStream.range(1, u.length)
                                .mapToDouble(i -> (u[i] - 0.5) * (u[i - 1] - 0.5))
                                .sum()
                        / u.length
                        * 12)
                .as("neighbours are not correlated")
                .isCloseTo(0, within(0.03));
    }
}
