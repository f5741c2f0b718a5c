package org.dmol.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Downloads by processes that die on the way. */
class KilledDownloadTest extends LocalDownloads {
    @Test
    void goesOnAfterAKilledProcess() throws IOException {
        on("/broken", file(100_000));
        DataStore impatient = store(thing("/broken")).withNetwork(Duration.ofSeconds(5), 1);
        assertThatThrownBy(() -> impatient.fetch("thing"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'thing'")
                .hasMessageContaining("could not be downloaded")
                .hasMessageContaining("curl -L");
        assertThat(files())
                .as("only a partial file, not under the real name")
                .hasSize(1)
                .first()
                .asString()
                .endsWith(".part");
        assertThat(dir.resolve("cache/thing.bin")).doesNotExist();
        assertThat(store(thing("/broken")).fetch("thing").path()).hasBinaryContent(content);
        assertThat(requests.get(1)).isEqualTo("/broken bytes=100000-");
        assertThat(files()).containsExactly("thing.bin");
    }

    /** Downloads in a process of its own, to be killed; arguments: cache, address, bytes, SHA-256. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) {
            DataSet set = new DataSet(
                    "thing",
                    "A thing",
                    "molecules",
                    "thing.bin",
                    args[1],
                    Long.parseLong(args[2]),
                    args[3],
                    null,
                    null,
                    null,
                    "verbatim",
                    "CC0",
                    "none",
                    null,
                    null,
                    null);
            DataStore.standard()
                    .withDataDirectory(null)
                    .withCache(Path.of(args[0]))
                    .withOffline(false)
                    .withCatalogue(Catalogue.standard().with(set))
                    .fetch("thing");
        }
    }

    @Test
    void killedInTheMiddle() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        on("/kill", exchange -> {
            if (calls.getAndIncrement() > 0) {
                file(content.length).to(exchange);
                return;
            }
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, 150_000);
            exchange.getResponseBody().flush();
            half.countDown();
            try {
                done.await(30, java.util.concurrent.TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        DataSet set = thing("/kill");
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        dir.resolve("cache").toString(),
                        set.url(),
                        String.valueOf(set.bytes()),
                        set.sha256())
                .inheritIO()
                .start();
        assertThat(half.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        Path part = dir.resolve(
                "cache/.partial/thing.bin." + Integer.toHexString(set.url().hashCode()) + ".part");
        for (int i = 0; i < 300 && (!Files.exists(part) || Files.size(part) < 150_000); i++) {
            Thread.sleep(20);
        }
        victim.destroyForcibly().waitFor();
        done.countDown();
        assertThat(dir.resolve("cache/thing.bin")).doesNotExist();
        assertThat(Files.size(part)).isEqualTo(150_000);
        assertThat(store(set).fetch("thing").path()).hasBinaryContent(content);
        assertThat(requests).containsExactly("/kill null", "/kill bytes=150000-");
        assertThat(files()).containsExactly("thing.bin");
    }
}
