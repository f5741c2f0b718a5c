package org.dmol.chapters.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves a {@link Site} over HTTP: GET and HEAD alone, right media types, entity tags. Browsers may keep the files but ask whether they
 * are still the same. Pages may load nothing from elsewhere and send nothing anywhere.
 */
public final class SiteServer implements AutoCloseable {
    /** The address at which a server can be reached from this machine alone. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final String POLICY =
            "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline'; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final Site site;
    private final HttpServer server;
    private final ExecutorService threads;
    private final String host;

    private SiteServer(Site site, HttpServer server, String host) {
        this.site = site;
        this.server = server;
        this.host = host;
        this.threads = Executors.newFixedThreadPool(4, r -> {
            Thread t = new Thread(r, "site");
            t.setDaemon(true);
            return t;
        });
    }

    /**
     * Starts serving.
     *
     * @param host address to listen at, usually {@link #LOOPBACK}
     * @param port 0 for any that is free
     * @throws IllegalArgumentException if the port is taken or not allowed, or the address is not one of this machine
     */
    public static SiteServer start(Site site, String host, int port) throws IOException {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("The port must be a number from 0 to 65535, not " + port + ".");
        }
        InetSocketAddress at = new InetSocketAddress(host, port);
        if (at.isUnresolved()) {
            throw new IllegalArgumentException("The address " + host + " is not known.");
        }
        HttpServer http;
        try {
            http = HttpServer.create(at, 0);
        } catch (BindException e) {
            throw new IllegalArgumentException(
                    "Port " + port + " of " + host + " cannot be used (" + e.getMessage()
                            + "); choose another with --port, such as --port " + (port < 65535 ? port + 1 : port - 1)
                            + ".",
                    e);
        }
        SiteServer server = new SiteServer(site, http, host);
        http.createContext("/", server::handle);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    /** Where the site is. */
    public URI address() {
        String shown = host.equals("0.0.0.0") || host.equals("::") ? LOOPBACK : host;
        return URI.create("http://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":"
                + server.getAddress().getPort() + "/");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(
                        exchange,
                        405,
                        "text/plain; charset=utf-8",
                        "This site can only be read.\n".getBytes(StandardCharsets.UTF_8));
                return;
            }
            String path = exchange.getRequestURI().getPath().substring(1);
            Optional<byte[]> file = site.read(path);
            if (file.isEmpty()) {
                send(
                        exchange,
                        404,
                        "text/plain; charset=utf-8",
                        "There is no such file here.\n".getBytes(StandardCharsets.UTF_8));
                return;
            }
            String tag = '"' + tag(file.get()) + '"';
            exchange.getResponseHeaders().set("ETag", tag);
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                send(exchange, 200, type(path), file.get());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String type(String path) {
        String name = path.isEmpty() ? "index.html" : path;
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
