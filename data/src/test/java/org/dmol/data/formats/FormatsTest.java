package org.dmol.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.data.DataException;
import org.dmol.data.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against files that Python's libraries wrote: src/test/python/make_formats.py. */
class FormatsTest {
    @TempDir
    Path dir;

    private byte[] resource(String name) throws IOException {
        try (InputStream in = FormatsTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private Path copy(String name) throws IOException {
        return Files.write(dir.resolve(name), resource(name));
    }

    private static byte[] bytes(String kind) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (kind) {
            case "text" -> {
                for (int i = 0; i < 20000; i++) {
                    out.writeBytes(String.format(Locale.ROOT, "C %.4f %d %d%n", i * 0.25, i % 7, (long) i * i % 1000)
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
            case "runs" -> {
                for (int i = 0; i < 3000; i++) {
                    byte[] run = new byte[i % 300];
                    Arrays.fill(run, (byte) (i % 5));
                    out.writeBytes(run);
                }
            }
            default -> {
                NumpyRandom random = new NumpyRandom(0);
                for (int i = 0; i < 20000; i++) {
                    out.write((int) random.nextInt(0, 256));
                }
            }
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "runs", "random"})
    void bzip2GivesTheBytesBack(String kind) throws IOException {
        byte[] packed = resource(kind + ".bz2");
        byte[] wanted = bytes(kind);
        try (InputStream in = new Bzip2InputStream(new ByteArrayInputStream(packed))) {
            assertThat(in.readAllBytes()).isEqualTo(wanted);
        }
        try (InputStream in = new Bzip2InputStream(new ByteArrayInputStream(packed))) {
            for (int i = 0; i < 500; i++) {
                assertThat(in.read()).isEqualTo(wanted[i] & 255);
            }
        }
    }

    @Test
    void bzip2StreamsOneAfterAnother() throws IOException {
        try (InputStream in = new Bzip2InputStream(new ByteArrayInputStream(resource("two.bz2")))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("first, second");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void damagedBzip2OnlyGivesIoExceptions(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] good = resource("runs.bz2");
        int failed = 0;
        for (int i = 0; i < Fuzz.count(1000); i++) {
            byte[] bytes = mutate(good, random);
            try (InputStream in = new Bzip2InputStream(new ByteArrayInputStream(bytes))) {
                in.transferTo(ByteArrayOutputStream.nullOutputStream());
            } catch (IOException e) {
                failed++;
            }
        }
        assertThat(failed).as("every change is noticed").isGreaterThan(Fuzz.count(990));
    }

    @ParameterizedTest
    @ValueSource(strings = {"records.tfrecords", "records.tfrecords.gz"})
    void tensorFlowsRecords(String name) throws IOException {
        List<byte[]> records = TfRecord.read(copy(name));
        assertThat(records).hasSize(8);
        for (int i = 0; i < 8; i++) {
            Map<String, Nd> example = TfExample.decode(records.get(i));
            assertThat(example).containsOnlyKeys("N", "labels", "elements");
            assertThat(example.get("N")).isEqualTo(Nd.vector((long) i));
            assertThat(example.get("labels")).isEqualTo(Nd.vector(i + 0.5f, -1e-3f, 40.475f));
            long[] all = {6, 1, 1, -7, 1L << 40};
            assertThat(example.get("elements")).isEqualTo(Nd.vector(Arrays.copyOf(all, i % 6)));
        }
    }

    @Test
    void recordsComeBack() throws IOException {
        Map<String, Nd> example = Map.of("x", Nd.vector(1.5f, -2f), "n", Nd.vector(-1L, 300L));
        Path file = dir.resolve("out.tfrecords");
        TfRecord.write(file, true, List.of(TfExample.encode(example), new byte[0]));
        List<byte[]> back = TfRecord.read(file);
        assertThat(TfExample.decode(back.get(0))).isEqualTo(example);
        assertThat(back.get(1)).isEmpty();
        byte[] plain = resource("records.tfrecords");
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            try {
                TfRecord.walk(new ByteArrayInputStream(mutate(plain, random)), bytes -> true);
            } catch (IOException e) {
                assertThat(e.getMessage()).contains("record");
            }
            try {
                TfExample.decode(mutate(back.get(0), random));
            } catch (IOException e) {
                assertThat(e.getMessage()).contains("example");
            }
        }
        plain[30]++;
        Files.write(file, plain);
        assertThatThrownBy(() -> TfRecord.read(file)).hasMessageContaining("record 0 has a wrong checksum");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void numpyArraysInPickles(int protocol) throws IOException {
        Map<String, Nd> arrays = NumpyPickle.readArrays(copy("arrays-p" + protocol + ".pkl"));
        assertThat(arrays).hasSize(8);
        assertThat(arrays.get("p2-w0-n8").describe()).isEqualTo("float64[2, 6, 2]");
        for (int i = 0; i < 24; i++) {
            assertThat(arrays.get("p2-w0-n8").getFlat(i)).isEqualTo(i / 7.0);
        }
        assertThat(arrays.get("p6m-w1-n8"))
                .isEqualTo(Nd.arange(12).cast(DType.FLOAT64).reshape(2, 3, 2));
        assertThat(arrays.get("floats")).isEqualTo(Nd.vector(0f, 0.25f, 0.5f, 0.75f, 1f));
        assertThat(arrays.get("big")).isEqualTo(Nd.vector(0, 1, 2, 3));
        assertThat(arrays.get("bytes")).isEqualTo(Nd.matrix(new int[][] {{1, 2}, {3, 255}}));
        assertThat(arrays.get("flags")).isEqualTo(Nd.of(new boolean[] {true, false}, 2));
        assertThat(arrays.get("scalar")).isEqualTo(Nd.scalar(2.5));
        assertThat(arrays.get("empty")).isEqualTo(Nd.zeros(DType.FLOAT64, 0, 3));
    }

    @Test
    void picklesOfOtherThings() throws IOException {
        Map<?, ?> plain = (Map<?, ?>) NumpyPickle.read(copy("plain.pkl"));
        assertThat(plain.get("n")).isEqualTo(1.5);
        assertThat(((List<?>) plain.get("a")).subList(0, 5)).isEqualTo(Arrays.asList(1, 2.5, "x", null, true));
        assertThatThrownBy(() -> NumpyPickle.readArrays(dir.resolve("plain.pkl")))
                .isInstanceOf(DataException.class);
        Path evil = copy("evil.pkl");
        assertThatThrownBy(() -> NumpyPickle.read(evil))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("posix.system");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void mutatedPicklesOnlyGiveDataExceptions(long seed) throws IOException {
        Random random = new Random(seed);
        Path file = dir.resolve("mutant.pkl");
        int failed = 0;
        List<byte[]> good = new java.util.ArrayList<>(List.of(resource("plain.pkl")));
        for (int p = 0; p < 6; p++) {
            good.add(resource("arrays-p" + p + ".pkl"));
        }
        for (int i = 0; i < Fuzz.count(3000); i++) {
            try {
                NumpyPickle.read(mutate(good.get(i % 7), random), file);
            } catch (DataException e) {
                failed++;
                assertThat(e.getMessage()).contains("mutant.pkl");
            }
        }
        assertThat(failed).isGreaterThan(1000);
    }

    private static byte[] mutate(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int k = random.nextInt(3); k >= 0 && bytes.length > 0; k--) {
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (random.nextBoolean() ? 1 << random.nextInt(8) : 1 + random.nextInt(255));
            if (random.nextInt(20) == 0) {
                bytes = Arrays.copyOf(bytes, at);
            }
        }
        return bytes;
    }

    @Test
    void plainAndExtendedXyz() throws IOException {
        Path file = dir.resolve("a.xyz");
        Files.writeString(
                file,
                "2\ncomment\nH 0 0 0.5\nO\t1.5*^-1 -2 3e0\n\n2\nProperties=species:S:1:pos:R:3:forces:R:3:id:I:1 energy=-1.5"
                        + " Lattice=\"1 0 0 0 1 0 0 0 1\"\nC 1 2 3 4 5 6 7\n8 0 0 0 -1 -2 -3 9\n1\nbad\nXx 0 0 0\n1\nbad\nH 0 0\n"
                        + "1\nq\nH 0 0 0 0.25\n0\nnone\nabc\n1\n\nH 0 0 0\n");
        XyzFile xyz = Xyz.read(file);
        assertThat(xyz.frames()).hasSize(4);
        XyzFrame first = xyz.frames().get(0);
        assertThat(first.atomicNumbers()).isEqualTo(Nd.vector(1, 8));
        assertThat(first.positions()).isEqualTo(Nd.matrix(new double[][] {{0, 0, 0.5}, {0.15, -2, 3}}));
        assertThat(first.comment()).isEqualTo("comment");
        XyzFrame second = xyz.frames().get(1);
        assertThat(second.properties()).containsEntry("energy", "-1.5").containsEntry("Lattice", "1 0 0 0 1 0 0 0 1");
        assertThat(second.columns().get("forces")).isEqualTo(Nd.matrix(new double[][] {{4, 5, 6}, {-1, -2, -3}}));
        assertThat(second.columns().get("id")).isEqualTo(Nd.matrix(new double[][] {{7}, {9}}));
        assertThat(xyz.frames().get(2).columns().get("extra").item()).isEqualTo(0.25);
        assertThat(xyz.frames().get(3).size()).isZero();
        assertThat(xyz.rejected()).hasSize(3);
        assertThat(xyz.rejected().get(0).toString()).isEqualTo("row 2 (line 10): atom 0 has the unknown element 'Xx'");
        assertThat(xyz.rejected().get(1).reason()).isEqualTo("atom 0 has 3 columns instead of 4");
        assertThat(xyz.rejected().get(2).reason()).contains("rest of the file was not read");
        Files.writeString(file, "nothing\n");
        assertThatThrownBy(() -> Xyz.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no good XYZ frame");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mutatedXyzIsRejectedFrameByFrame(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            text.append(
                    "3\nProperties=species:S:1:pos:R:3:f:R:1 energy=1\nC 1.0 2.0 3.0 4\nH 0 1 2 3\nO -1 -2 -3 4\n2\nplain\nH 0 0 0\nN 1 1 1\n");
        }
        long rejected = 0;
        for (int i = 0; i < Fuzz.count(3000); i++) {
            byte[] bytes = mutate(text.toString().getBytes(StandardCharsets.UTF_8), random);
            rejected += Xyz.read(new BufferedReader(new StringReader(new String(bytes, StandardCharsets.ISO_8859_1))))
                    .rejected()
                    .size();
        }
        assertThat(rejected).isGreaterThan(1000);
    }

    @Test
    void tarHeaders() throws IOException {
        byte[] content = "hello".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        for (String name : List.of("a.txt", "dir/b.txt")) {
            byte[] header = new byte[512];
            put(header, 0, name);
            put(header, 124, String.format("%011o", content.length));
            header[156] = '0';
            Arrays.fill(header, 148, 156, (byte) ' ');
            int sum = 0;
            for (byte b : header) {
                sum += b & 255;
            }
            put(header, 148, String.format("%06o", sum));
            header[154] = 0;
            tar.writeBytes(header);
            tar.writeBytes(Arrays.copyOf(content, 512));
        }
        tar.writeBytes(new byte[1024]);
        List<String> seen = new java.util.ArrayList<>();
        Tar.walk(new ByteArrayInputStream(tar.toByteArray()), (name, bytes) -> {
            assertThat(bytes).isEqualTo(content);
            return seen.add(name);
        });
        assertThat(seen).containsExactly("a.txt", "dir/b.txt");
        byte[] damaged = tar.toByteArray();
        damaged[3]++;
        assertThatThrownBy(() -> Tar.walk(new ByteArrayInputStream(damaged), (n, b) -> true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("header");
        assertThatThrownBy(() -> Tar.walk(new ByteArrayInputStream(damaged, 0, 300), (n, b) -> true))
                .isInstanceOf(IOException.class);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
