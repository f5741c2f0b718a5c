package org.dmol.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resolution and downloads against a server on the loopback interface. */
class DataStoreTest {
    @TempDir
    Path dir;

    private final byte[] content = new byte[300_000];
    private final List<String> requests = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = "http://localhost:" + server.getAddress().getPort();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private void on(String path, Answer answer) {
        server.createContext(path, exchange -> {
            synchronized (requests) {
                requests.add(path + " " + exchange.getRequestHeaders().getFirst("Range"));
            }
            try (exchange) {
                answer.to(exchange);
            }
        });
    }

    /** Serves the content with support for ranges, but breaks off after {@code most} bytes. */
    private Answer file(int most) {
        return exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            if (range != null) {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
            int n = Math.min(most, content.length - from);
            exchange.getResponseBody().write(content, from, n);
            exchange.getResponseBody().flush();
        };
    }

    private String sha(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(Checksum.sha256().digest(bytes));
    }

    private DataSet entry(String url, long bytes, String sha256, String standIn) {
        return new DataSet(
                "thing",
                "A thing",
                "molecules",
                "thing.bin",
                url,
                bytes,
                sha256,
                null,
                null,
                null,
                "verbatim",
                "CC0",
                "none",
                null,
                null,
                standIn);
    }

    private DataSet thing(String path) {
        return entry(base + path, content.length, sha(content), null);
    }

    private DataStore store(DataSet... sets) {
        return DataStore.standard()
                .withDataDirectory(null)
                .withCache(dir.resolve("cache"))
                .withOffline(false)
                .withStandIns(true)
                .withNetwork(Duration.ofSeconds(5), 3)
                .withNotices(notices::add)
                .withCatalogue(Catalogue.standard().with(sets));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> walk = Files.walk(dir.resolve("cache"))) {
            return walk.filter(Files::isRegularFile)
                    .map(f -> f.getFileName().toString())
                    .filter(n -> !n.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }

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

    @Test
    void compressedAndJoinedFilesAreMadeFromPublicOnes() throws IOException {
        on("/plain", exchange -> {
            byte[] text = "CCO\nCC\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        });
        on("/more", exchange -> {
            byte[] text = "CC\nc1ccccc1".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        });
        byte[] first = "CCO\nCC\n".getBytes(StandardCharsets.UTF_8);
        byte[] all = "CCO\nCC\nc1ccccc1\n".getBytes(StandardCharsets.UTF_8);
        DataSet zipped = new DataSet(
                "zipped",
                "z",
                "strings",
                "z.gz",
                null,
                9,
                sha(new byte[9]),
                sha(first),
                base + "/plain",
                null,
                "compressed",
                "-",
                "-",
                null,
                null,
                null);
        DataSet more = new DataSet(
                "more",
                "m",
                "strings",
                "m.txt",
                base + "/more",
                0,
                sha("CC\nc1ccccc1".getBytes(StandardCharsets.UTF_8)),
                null,
                null,
                null,
                "verbatim",
                "-",
                "-",
                null,
                null,
                null);
        DataSet union = new DataSet(
                "union",
                "u",
                "strings",
                "u.gz",
                null,
                9,
                sha(new byte[9]),
                sha(all),
                null,
                List.of("zipped", "more"),
                "derived",
                "-",
                "-",
                null,
                null,
                null);
        DataStore store = store(zipped, more, union);
        assertThat(Text.lines(store.get("union").path())).containsExactly("CCO", "CC", "c1ccccc1");
        assertThat(store.verify("union").state()).isEqualTo(DataState.State.VERIFIED);
        assertThat(store.verify("zipped").state()).isEqualTo(DataState.State.VERIFIED);
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(other)) {
            gzip.write("CCC\n".getBytes(StandardCharsets.UTF_8));
        }
        Files.write(dir.resolve("cache/z.gz"), other.toByteArray());
        assertThat(store.verify("zipped").state()).isEqualTo(DataState.State.DAMAGED);
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
