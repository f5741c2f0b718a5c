package org.dmol.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Where files come from when nothing is fetched: data directory, cache, stand-ins. */
class DataStoreTest extends LocalDownloads {
    @Test
    void theDataDirectoryComesFirst() throws IOException {
        Path data = Files.createDirectories(dir.resolve("data/deep/er"));
        Files.write(data.resolve("thing.bin"), content);
        Path wrong = Files.createDirectories(dir.resolve("data/a"));
        Files.write(wrong.resolve("thing.bin"), new byte[3]);
        DataStore store =
                store(thing("/a")).withDataDirectory(dir.resolve("data")).withOffline(true);
        DataFile file = store.get("thing");
        assertThat(file.origin()).isEqualTo(Origin.DATA_DIRECTORY);
        assertThat(file.path()).isEqualTo(data.resolve("thing.bin"));
        Files.delete(data.resolve("thing.bin"));
        DataStore only = store.withDataDirectory(dir.resolve("data"));
        assertThatThrownBy(() -> only.get("thing"))
                .hasMessageContaining("has 3 bytes instead of 300000; put the right file");
        assertThatThrownBy(() -> store.withDataDirectory(dir.resolve("nowhere")).get("thing"))
                .hasMessageContaining("nowhere (DMOL_DATA) is not a directory");
    }

    @Test
    void aCacheThatCannotBeWritten() throws IOException {
        on("/a", file(content.length));
        Path blocked = Files.writeString(dir.resolve("file"), "x");
        assertThatThrownBy(() -> store(thing("/a")).withCache(blocked).fetch("thing"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(blocked + "/.partial: Not a directory");
        assertThatThrownBy(() -> store().withCache(blocked).withOffline(true).get("quad-image"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The stand-in for 'quad-image' cannot be written");
    }

    @Test
    void damageInTheCacheIsNeverUsed() throws IOException {
        on("/a", file(content.length));
        DataStore store = store(thing("/a"));
        Path file = store.fetch("thing").path();
        Files.write(file, Arrays.copyOf(content, 1000));
        assertThat(store.list().stream()
                        .filter(s -> s.dataSet().id().equals("thing"))
                        .findFirst()
                        .orElseThrow()
                        .state())
                .isEqualTo(DataState.State.DAMAGED);
        assertThatThrownBy(() -> store.get("thing"))
                .isInstanceOf(DataException.class)
                .hasMessage("The file " + file + " is not the data set 'thing': it has 1000 bytes instead of 300000; "
                        + "'data fetch thing' replaces it.");
        byte[] other = content.clone();
        other[77]++;
        Files.write(file, other);
        assertThatThrownBy(() -> store.get("thing")).hasMessageContaining("has the SHA-256");
        assertThat(store.verify("thing").state()).isEqualTo(DataState.State.DAMAGED);
        assertThatThrownBy(() -> store.withOffline(true).fetch("thing")).hasMessageContaining("has the SHA-256");
        assertThat(store.fetch("thing").path()).hasBinaryContent(content);
    }

    @Test
    void aFileWithoutPublishedChecksumIsRemembered() throws IOException {
        on("/a", file(content.length));
        DataStore store = store(entry(base + "/a", 0, null, null));
        Path file = store.fetch("thing").path();
        assertThat(store.verify("thing").state()).isEqualTo(DataState.State.UNCHECKED);
        Files.write(file, Arrays.copyOf(content, 1000));
        assertThatThrownBy(() -> store.get("thing")).hasMessageContaining("has the SHA-256");
    }

    @Test
    void offlineWithoutStandIns() {
        DataStore store = store(thing("/a")).withOffline(true).withStandIns(false);
        assertThatThrownBy(() -> store.get("thing"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "The data set 'thing' cannot be had: DMOL_DATA is not set, it is not in the cache")
                .hasMessageContaining("stand-ins are forbidden")
                .hasMessageContaining("curl -L --create-dirs -o " + dir.resolve("cache/thing.bin"));
        assertThat(requests).isEmpty();
        assertThatThrownBy(() -> store.get("aqsoldb")).hasMessageContaining("stand-ins are forbidden");
        assertThatThrownBy(() -> store.get("qm9-mp2-sample")).hasMessageContaining("it has no public address");
        assertThatThrownBy(() -> store.get("nonsense")).hasMessageContaining("did you mean");
    }

    @Test
    void standInsAreAnnouncedMarkedAndRepeatable() throws IOException {
        DataStore store = store().withOffline(true);
        DataFile file = store.get("polymer-paths");
        assertThat(file.isStandIn()).isTrue();
        assertThat(notices)
                .hasSize(1)
                .first()
                .asString()
                .contains("'polymer-paths' is replaced by a generated stand-in");
        byte[] bytes = Files.readAllBytes(file.path());
        Files.delete(file.path());
        assertThat(store.get("polymer-paths").path()).hasBinaryContent(bytes);
        assertThatThrownBy(() -> store.fetch("polymer-paths")).isInstanceOf(DataException.class);
    }
}
