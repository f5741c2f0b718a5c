package org.dmol.chapters.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One page in a headless Chromium, driven by the DevTools protocol. */
public final class Chromium implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private WebSocket socket;
    private String session;

    private Chromium(Process process) {
        this.process = process;
    }

    /** The browser: as the variable {@code DMOL_CHROMIUM} says, or by its usual names on the path. */
    public static Optional<String> find() {
        String given = System.getenv("DMOL_CHROMIUM");
        if (given != null && !given.isBlank()) {
            return Optional.of(given);
        }
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
                .flatMap(n -> Stream.of(path.split(File.pathSeparator)).map(d -> Path.of(d, n)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** Starts the browser with a profile of its own. */
    public static Chromium start(Path profile) throws Exception {
        Process process = new ProcessBuilder(
                        find().orElseThrow(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Chromium browser = new Chromium(process);
        try {
            browser.connect();
        } catch (Exception | Error e) {
            browser.close();
            throw e;
        }
        return browser;
    }

    private void connect() throws Exception {
        BufferedReader log = process.errorReader(StandardCharsets.UTF_8);
        String line = log.readLine();
        while (line != null && !line.startsWith(LISTENING)) {
            line = log.readLine();
        }
        if (line == null) {
            throw new IOException("The browser did not start.");
        }
        Thread drain = new Thread(() -> drain(log), "chromium-log");
        drain.setDaemon(true);
        drain.start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(line.substring(LISTENING.length()).strip()), new Reader())
                .get(30, TimeUnit.SECONDS);
        String target = send("Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asText();
        session = send("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            send(domain + ".enable", Map.of());
        }
    }

    /** Keeps the browser from waiting for somebody to read what it says. */
    private static void drain(BufferedReader log) {
        try {
            while (log.readLine() != null) {
                continue;
            }
        } catch (IOException e) {
            // closed with the browser
        }
    }

    private final class Reader implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    receive(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    errors.add(e.toString());
                }
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }

    private void receive(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> waiting =
                    pending.remove(message.get("id").asInt());
            if (message.has("error")) {
                waiting.completeExceptionally(
                        new IllegalStateException(message.get("error").toString()));
            } else {
                waiting.complete(message.get("result"));
            }
            return;
        }
        JsonNode params = message.path("params");
        switch (message.path("method").asText()) {
            case "Network.requestWillBeSent" ->
                requests.add(params.at("/request/url").asText());
            case "Runtime.exceptionThrown" ->
                errors.add(params.at("/exceptionDetails").toString());
            case "Log.entryAdded" -> {
                if (params.at("/entry/level").asText().equals("error")) {
                    errors.add(params.at("/entry/text").asText());
                }
            }
            default -> {}
        }
    }

    /** One command of the protocol. */
    public JsonNode send(String method, Map<String, Object> params) throws Exception {
        int id = count.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        pending.put(id, answer);
        Map<String, Object> message = session == null
                ? Map.of("id", id, "method", method, "params", params)
                : Map.of("id", id, "method", method, "params", params, "sessionId", session);
        synchronized (this) {
            socket.sendText(JSON.writeValueAsString(message), true).get(30, TimeUnit.SECONDS);
        }
        return answer.get(60, TimeUnit.SECONDS);
    }

    /** Goes to an address. */
    public void open(URI address) throws Exception {
        send("Page.navigate", Map.of("url", address.toString()));
        until("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /** The value of an expression, awaited if it is a promise. */
    public JsonNode eval(String expression) throws Exception {
        JsonNode r = send(
                "Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        if (r.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + r.get("exceptionDetails"));
        }
        return r.at("/result/value");
    }

    /** Waits up to a minute for a condition. */
    public void until(String condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!eval("Boolean(" + condition + ")").asBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "It did not happen within a minute: " + condition + "; errors " + errors);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** The size of the window in pixels of the page, on a screen of two dots a pixel. */
    public void size(int width, int height, boolean phone) throws Exception {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
    }

    /** Writes what the window shows, or the whole page, as PNG. */
    public void screenshot(Path file, boolean whole) throws Exception {
        Files.createDirectories(file.getParent());
        JsonNode r = send("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole));
        Files.write(file, Base64.getDecoder().decode(r.get("data").asText()));
    }

    /** Lets the page save files in a directory. */
    public void downloadsTo(Path directory) throws Exception {
        send("Page.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", directory.toString()));
    }

    /** The addresses that the page asked for. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Uncaught exceptions and error messages of the page. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (socket != null) {
            socket.abort();
        }
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
