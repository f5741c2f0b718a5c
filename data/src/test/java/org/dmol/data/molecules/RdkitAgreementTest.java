package org.dmol.data.molecules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dmol.data.DataStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Molecules against those of RDKit 2022.09.5. */
class RdkitAgreementTest {
    /** 1,082 texts chosen or mutated to be difficult, with what RDKit makes of them. */
    static List<String[]> cases() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                RdkitAgreementTest.class.getResourceAsStream("/molecules/cases.tsv"), StandardCharsets.UTF_8))) {
            return in.lines().map(l -> l.split("\t", -1)).toList();
        }
    }

    @Test
    void difficultCasesAgreeInEverything() throws IOException {
        for (String[] row : cases()) {
            List<String> ours = null;
            String why = null;
            try {
                ours = GraphText.of(Smiles.parse(row[0]));
            } catch (InvalidSmilesException e) {
                why = e.getMessage();
            }
            if (row[1].equals("None")) {
                assertThat(ours).as(row[0]).isNull();
                assertThat(why).isNotEmpty();
            } else {
                assertThat(ours)
                        .as(row[0] + " " + why)
                        .isEqualTo(Arrays.asList(row).subList(1, row.length));
            }
        }
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "DMOL_DATA", matches = ".+")
    void dataSetsAgreeInEverything() throws IOException {
        DataStore store = DataStore.standard().withOffline(true).withStandIns(false);
        for (Map.Entry<String, Supplier<String[]>> e :
                RdkitAgreement.sets(store).entrySet()) {
            RdkitAgreement.Result r = RdkitAgreement.compare(
                    e.getKey(), e.getValue().get(), e.getKey().equals("zinc50k") ? 10 : 1);
            assertThat(r.onlyOne()).as(e.getKey()).isZero();
            assertThat(r.all()).as(e.getKey()).isEqualTo(r.both());
            assertThat(r.sameScaffolds()).as(e.getKey()).isTrue();
        }
    }
}
