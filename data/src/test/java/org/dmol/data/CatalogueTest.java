package org.dmol.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dmol.data.standin.StandIns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

class CatalogueTest {
    @Test
    void everyEntryIsComplete() {
        Set<String> ids = new HashSet<>();
        Set<String> files = new HashSet<>();
        for (DataSet s : Catalogue.standard().all()) {
            assertThat(ids.add(s.id())).as(s.id()).isTrue();
            assertThat(files.add(s.file())).as(s.file()).isTrue();
            assertThat(s.title()).isNotBlank();
            assertThat(s.licence()).as(s.id()).isNotBlank();
            assertThat(s.citation()).as(s.id()).isNotBlank();
            assertThat(s.group()).isIn("molecules", "sequences", "geometry", "quantum", "strings");
            assertThat(s.origin()).isIn("verbatim", "compressed", "derived");
            if (s.url() == null) {
                assertThat(s.origin()).as(s.id()).isNotEqualTo("verbatim");
                assertThat(s.sha256()).as(s.id()).isNotNull();
            }
            if (s.sha256() == null) {
                assertThat(s.note()).contains("No checksum");
            } else {
                assertThat(s.sha256()).matches("[0-9a-f]{64}");
                assertThat(s.bytes()).isPositive();
            }
            for (Column c : s.columns()) {
                assertThat(c.name()).isNotBlank();
                assertThat(c.type()).as(s.id()).matches("text|integer|number|(u?int|float)\\d+\\[.+\\]");
            }
            s.unionOf()
                    .forEach(other -> assertThat(Catalogue.standard().get(other).isPublic())
                            .isTrue());
            assertThat(s.source()).isNotBlank();
            if (s.standIn() != null) {
                assertThat(StandIns.find(s.standIn())).as(s.standIn()).isPresent();
            }
        }
        assertThat(ids).hasSizeGreaterThan(40);
    }

    @Test
    void unknownNamesGetTheNearest() {
        assertThatThrownBy(() -> Catalogue.standard().get("aqsol"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("There is no data set 'aqsol'; did you mean aqsoldb");
        assertThatThrownBy(() -> Catalogue.standard().get("clintxo")).hasMessageContaining("did you mean clintox");
        assertThatThrownBy(() -> Catalogue.standard().get("")).isInstanceOf(DataException.class);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "DMOL_DATA", matches = ".+")
    void theFilesAtHandAreTheOnesInTheCatalogue() {
        DataStore store = DataStore.standard().withOffline(true);
        List<DataState> there = store.list().stream()
                .filter(s -> s.state() != DataState.State.ABSENT && s.state() != DataState.State.UNAVAILABLE)
                .toList();
        assertThat(there).isNotEmpty();
        for (DataState s : there) {
            assertThat(store.verify(s.dataSet().id()).state())
                    .as(s.dataSet().id())
                    .isIn(DataState.State.VERIFIED, DataState.State.UNCHECKED);
        }
    }
}
