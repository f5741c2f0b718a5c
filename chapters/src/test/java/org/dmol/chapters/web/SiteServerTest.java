package org.dmol.chapters.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteServerTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path root;

    private SiteServer server;

    @BeforeEach
    void start() throws IOException {
        Path files = Files.createDirectory(root.resolve("files"));
        Files.writeString(root.resolve("secret.txt"), "secret");
        Files.writeString(files.resolve("index.html"), "<p>hello</p>");
        for (String name : new String[] {"a.js", "a.css", "a.json", "a.svg", "a.bin", "a.webmanifest", "a.txt"}) {
            Files.writeString(files.resolve(name), name);
        }
        Files.createDirectory(files.resolve("below"));
        Files.writeString(files.resolve("below").resolve("a.txt"), "secret");
        Files.createSymbolicLink(files.resolve("link.txt"), root.resolve("secret.txt"));
        server = SiteServer.start(new Site().directory("model", files), SiteServer.LOOPBACK, 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "a.js, text/javascript; charset=utf-8",
        "a.css, text/css; charset=utf-8",
        "a.json, application/json",
        "a.svg, image/svg+xml",
        "a.bin, application/octet-stream",
        "a.webmanifest, application/manifest+json",
        "index.html, text/html; charset=utf-8"
    })
    void knowsMediaTypes(String name, String type) throws IOException, InterruptedException {
        HttpResponse<String> r = get("/model/" + name);
        assertThat(r.statusCode()).isEqualTo(200);
        assertThat(r.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(r.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(r.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'");
    }

    @Test
    void anUnchangedFileIsNotSentAgain() throws IOException, InterruptedException {
        HttpResponse<String> first = get("/model/a.txt?v=1");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(get("/model/a.txt", "If-None-Match", tag).statusCode()).isEqualTo(304);
        Files.writeString(root.resolve("files").resolve("a.txt"), "new");
        HttpResponse<String> changed = get("/model/a.txt", "If-None-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo("new");
    }

    /** As bytes on the line, because clients tidy paths up. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/model/../secret.txt",
                "/model/../../secret.txt",
                "/../secret.txt",
                "/model/%2e%2e/secret.txt",
                "/model/..%2fsecret.txt",
                "/model/..%5csecret.txt",
                "/model/%252e%252e/secret.txt",
                "//secret.txt",
                "/model//a.txt",
                "/model/./a.txt",
                "/model/a.txt%00",
                "/model/a.txt/",
                "/model/link.txt",
                "/model/below/a.txt",
                "/model",
                "/model/",
                "/secret.txt",
                "/etc/passwd"
            })
    void nothingElseCanBeReached(String path) throws IOException {
        try (Socket socket = new Socket(SiteServer.LOOPBACK, server.address().getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void canOnlyBeRead(String method) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/model/a.txt"))
                .method(method, HttpRequest.BodyPublishers.ofString("x"))
                .build();
        HttpResponse<String> r = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(r.statusCode()).isEqualTo(405);
        assertThat(r.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(root.resolve("files").resolve("a.txt")).hasContent("a.txt");
    }

    @Test
    void headSendsNoBody() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/model/a.txt"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> r = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(r.body()).isEmpty();
        assertThat(r.headers().firstValue("Content-Length")).hasValue("5");
    }

    @Test
    void listensOnLoopbackAlone() throws IOException {
        for (NetworkInterface net : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : net.inetAddresses().toList()) {
                if (!address.isLoopbackAddress()) {
                    assertThatThrownBy(
                                    () -> new Socket(address, server.address().getPort()).close())
                            .isInstanceOf(IOException.class);
                }
            }
        }
    }

    @Test
    void saysThatAPortIsTaken() {
        int taken = server.address().getPort();
        assertThatThrownBy(() -> SiteServer.start(new Site(), SiteServer.LOOPBACK, taken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Port " + taken + " of 127.0.0.1 cannot be used")
                .hasMessageContaining("choose another with --port");
        assertThatThrownBy(() -> SiteServer.start(new Site(), SiteServer.LOOPBACK, 70_000))
                .hasMessage("The port must be a number from 0 to 65535, not 70000.");
    }

    @Test
    void writesTheSite() throws IOException {
        Path out = root.resolve("out");
        new Site().directory("model", root.resolve("files")).write(out);
        assertThat(out.resolve("model").resolve("a.js")).hasContent("a.js");
        assertThat(out.resolve("model").resolve("link.txt")).doesNotExist();
        assertThat(new Site().read("")).isEmpty();
        assertThat(server.address())
                .isEqualTo(URI.create("http://127.0.0.1:" + server.address().getPort() + "/"));
    }
}
