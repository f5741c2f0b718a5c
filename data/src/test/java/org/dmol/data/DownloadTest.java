package org.dmol.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Downloads from a server that does what servers do. */
class DownloadTest extends LocalDownloads {
    @Test
    void downloadsOnceChecksAndTellsProgress() throws IOException {
        on("/a", file(content.length));
        List<Long> heard = new ArrayList<>();
        DataStore store = store(thing("/a")).withProgress((set, done, total) -> {
            assertThat(total).isEqualTo(content.length);
            heard.add(done);
        });
        assertThat(store.verify("thing").state()).isEqualTo(DataState.State.ABSENT);
        DataFile first = store.get("thing");
        assertThat(first.origin()).isEqualTo(Origin.DOWNLOAD);
        assertThat(first.path()).hasBinaryContent(content);
        assertThat(first.sha256()).isEqualTo(sha(content));
        assertThat(heard).isSorted().last().isEqualTo((long) content.length);
        assertThat(store.get("thing").origin()).isEqualTo(Origin.CACHE);
        assertThat(requests).containsExactly("/a null");
        assertThat(files()).containsExactly("thing.bin");
        assertThat(store.verify("thing").state()).isEqualTo(DataState.State.VERIFIED);
        assertThat(store.used()).containsOnlyKeys("thing");
    }

    @Test
    void goesOnAfterABrokenConnection() throws IOException {
        on("/broken", file(100_000));
        assertThat(store(thing("/broken")).fetch("thing").path()).hasBinaryContent(content);
        assertThat(requests).containsExactly("/broken null", "/broken bytes=100000-", "/broken bytes=200000-");
    }

    @Test
    void aServerWithoutRangesStartsAnew() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        on("/whole", exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            int n = calls.getAndIncrement() == 0 ? 50_000 : content.length;
            exchange.getResponseBody().write(content, 0, n);
            exchange.getResponseBody().flush();
        });
        assertThat(store(thing("/whole")).fetch("thing").path()).hasBinaryContent(content);
    }

    @Test
    void aPartialFileOfAnotherVersionIsDropped() throws IOException {
        on("/new", exchange -> {
            if (exchange.getRequestHeaders().getFirst("Range") != null) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
                exchange.sendResponseHeaders(416, -1);
            } else {
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        });
        DataSet set = thing("/new");
        Path part = dir.resolve(
                "cache/.partial/thing.bin." + Integer.toHexString(set.url().hashCode()) + ".part");
        Files.createDirectories(part.getParent());
        Files.write(part, new byte[content.length + 5]);
        assertThat(store(set).fetch("thing").path()).hasBinaryContent(content);
    }

    @Test
    void wrongContentIsThrownAway() throws IOException {
        on("/wrong", file(content.length));
        DataSet set = entry(base + "/wrong", content.length, "ab".repeat(32), "aqsoldb");
        assertThatThrownBy(() -> store(set).get("thing"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is not that file")
                .hasMessageContaining("thrown away");
        assertThat(files()).isEmpty();
    }

    @Test
    void errorsOfTheServerAreNamed() {
        on("/404", exchange -> exchange.sendResponseHeaders(404, -1));
        assertThatThrownBy(() -> store(thing("/404")).fetch("thing")).hasMessageContaining("the server answered 404");
        assertThat(requests).as("no retry").hasSize(1);
        on("/503", exchange -> exchange.sendResponseHeaders(503, -1));
        assertThatThrownBy(() -> store(thing("/503")).fetch("thing")).hasMessageContaining("the server answered 503");
        assertThat(requests).as("three tries").hasSize(4);
        on("/loop", exchange -> {
            exchange.getResponseHeaders().set("Location", "/loop");
            exchange.sendResponseHeaders(302, -1);
        });
        assertThatThrownBy(() -> store(thing("/loop")).fetch("thing")).hasMessageContaining("redirections");
        assertThatThrownBy(() -> store(entry("ftp://x/y", 1, null, null)).fetch("thing"))
                .hasMessageContaining("not of the web");
    }

    @Test
    void redirectionsAreFollowed() throws IOException {
        on("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", base + "/here");
            exchange.sendResponseHeaders(302, -1);
        });
        on("/here", file(content.length));
        assertThat(store(thing("/moved")).fetch("thing").path()).hasBinaryContent(content);
    }

    @Test
    void nobodyThere() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        DataSet set = entry("http://localhost:" + free + "/x", 1, null, null);
        assertThatThrownBy(() -> store(set).get("thing"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("could not be downloaded (Connection refused")
                .hasMessageContaining("no stand-in");
    }

    @Test
    void twoAtOnceDownloadOnce() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        on("/slow", exchange -> {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            file(content.length).to(exchange);
        });
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<DataFile>> jobs = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                DataStore store = store(thing("/slow"));
                jobs.add(pool.submit(() -> {
                    both.countDown();
                    both.await();
                    return store.get("thing");
                }));
            }
            for (Future<DataFile> job : jobs) {
                assertThat(job.get().path()).hasBinaryContent(content);
            }
        } finally {
            pool.shutdown();
        }
        assertThat(requests).hasSize(1);
    }
}
