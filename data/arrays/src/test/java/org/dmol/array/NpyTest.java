package org.dmol.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
    /** Multiplies the number of mutations: -Ddmol.fuzz=10. */
    private static final int FUZZ = Integer.getInteger("dmol.fuzz", 1);

    @TempDir
    Path dir;

    private Path resource(String name) throws IOException {
        Path file = dir.resolve(name);
        try (InputStream in = NpyTest.class.getResourceAsStream(name)) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    /** dtypes.npz is written by NumPy (src/test/python/make_golden.py): each x_ array and its plain form y_. */
    @Test
    void everyTypeThatNumpyWrites() throws Exception {
        try (Npz npz = Npz.open(resource("dtypes.npz"))) {
            List<String> names =
                    npz.names().stream().filter(n -> n.startsWith("x_")).toList();
            assertThat(names).hasSize(27);
            for (String name : names) {
                String plain = "y_" + name.substring(2);
                assertThat(npz.shape(name)).as(name).containsExactly(npz.shape(plain));
                if (npz.isText(name)) {
                    assertThat(npz.strings(name)).as(name).containsExactly(npz.strings(plain));
                } else {
                    Nd x = npz.get(name);
                    Nd y = npz.get(plain);
                    assertThat(x.cast(y.dtype())).as(name).isEqualTo(y);
                }
            }
            assertThat(npz.strings("x_text")).containsExactly("", "CCO", "Grüße 𝛼", "c1ccccc1");
            assertThat(npz.get("x_u1").dtype()).isEqualTo(DType.INT32);
            assertThat(npz.get("x_le_u4").dtype()).isEqualTo(DType.INT64);
            assertThat(npz.get("x_le_f2").dtype()).isEqualTo(DType.FLOAT32);
            assertThat(npz.get("x_scalar").rank()).isZero();
            assertThat(npz.shape("x_empty")).containsExactly(0, 7);
        }
    }

    @Test
    void allHalfPrecisionNumbers() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float f = NpyDecoder.half((short) bits);
            int e = bits >> 10 & 31;
            double expected = e == 31
                    ? (bits & 1023) != 0 ? Double.NaN : Double.POSITIVE_INFINITY
                    : e == 0 ? (bits & 1023) * Math.pow(2, -24) : (1 + (bits & 1023) / 1024.0) * Math.pow(2, e - 15);
            assertThat(Double.compare(f, (bits & 0x8000) != 0 ? -expected : expected))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writtenArraysComeBack(boolean compressed) throws Exception {
        Random random = new Random(4);
        Nd f64 = Nd.of(random.doubles(30000).toArray(), 100, 300);
        Nd f32 = f64.cast(DType.FLOAT32);
        Nd i64 = Nd.of(random.longs(24).toArray(), 2, 3, 4);
        Nd i32 = Nd.of(random.ints(9).toArray(), 9);
        Nd bool = Nd.of(new boolean[] {true, false, true}, 3);
        Nd scalar = Nd.scalar(2.5);
        Nd empty = Nd.zeros(DType.FLOAT32, 0, 4);
        Path file = dir.resolve("sub/all.npz");
        Npz.writer()
                .put("f64", f64)
                .putAll(Map.of("f32", f32))
                .put("i64", i64)
                .put("i32", i32)
                .put("bool", bool)
                .put("scalar", scalar)
                .put("empty", empty)
                .put("text", "a", "", "Grüße 𝛼")
                .compressed(compressed)
                .write(file);
        Map<String, Nd> back = Npz.read(file);
        assertThat(back)
                .containsOnlyKeys("f64", "f32", "i64", "i32", "bool", "scalar", "empty")
                .containsEntry("f64", f64)
                .containsEntry("f32", f32)
                .containsEntry("i64", i64)
                .containsEntry("i32", i32)
                .containsEntry("bool", bool)
                .containsEntry("scalar", scalar)
                .containsEntry("empty", empty);
        assertThat(Npz.read(Files.newInputStream(file))).isEqualTo(back);
        try (Npz npz = Npz.open(file)) {
            assertThat(npz.strings("text")).containsExactly("a", "", "Grüße 𝛼");
            assertThatThrownBy(() -> npz.get("nothing"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("f64, f32");
            assertThatThrownBy(() -> npz.get("text"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("text");
            assertThatThrownBy(() -> npz.strings("f64"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("numbers");
        }
        Path npy = dir.resolve("one.npy");
        Npy.write(npy, i64);
        assertThat(Npy.read(npy)).isEqualTo(i64);
        Npy.write(npy, "x", "yz");
        assertThat(Npy.readStrings(npy)).containsExactly("x", "yz");
        assertThat(Files.list(dir.resolve("sub")))
                .as("no temporary file is left")
                .containsExactly(file);
    }

    @Test
    void writingIsAllOrNothing() throws Exception {
        Path file = dir.resolve("a.txt");
        Files.writeString(file, "old");
        Path ofKilled = Files.writeString(dir.resolve(".a.txt.999999999-1.tmp"), "half");
        Path ofOther = Files.writeString(dir.resolve(".a.txt.old.tmp"), "not ours");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write('n');
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(file).hasContent("old");
        AtomicFile.write(file, out -> out.write("new".getBytes(StandardCharsets.UTF_8)));
        assertThat(file).hasContent("new");
        assertThat(ofKilled).doesNotExist();
        assertThat(ofOther).exists();
        try (var files = Files.list(dir)) {
            assertThat(files).containsExactlyInAnyOrder(file, ofOther);
        }
    }

    @Test
    void headerIsNumpysByteForByte() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npy.write(out, Nd.vector(1.0, 2.0));
        String header = new String(out.toByteArray(), 10, 118, StandardCharsets.ISO_8859_1);
        assertThat(header.strip()).isEqualTo("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }");
        assertThat(out.size()).isEqualTo(128 + 16);
    }

    @Test
    void arraysOneAfterAnotherInAStream() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npy.write(out, Nd.vector(1, 2));
        Npy.write(out, Nd.vector(3f));
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        assertThat(Npy.read(in)).isEqualTo(Nd.vector(1, 2));
        assertThat(Npy.read(in)).isEqualTo(Nd.vector(3f));
    }

    @Test
    void damageIsOneSentence() throws Exception {
        Path file = dir.resolve("x.npy");
        Npy.write(file, Nd.vector(1.0, 2.0, 3.0));
        byte[] good = Files.readAllBytes(file);
        check(file, Arrays.copyOf(good, good.length - 1), "ends before its array is complete");
        check(file, Arrays.copyOf(good, good.length + 1), "goes on after the end");
        check(file, Arrays.copyOf(good, 40), "ends within its NPY header");
        check(file, new byte[0], "does not start as an NPY file does");
        check(file, replaced(good, "'<f8'", "'|O' "), "the type '|O'");
        check(file, replaced(good, "'<f8'", "[('a'"), "holds records");
        check(file, replaced(good, "(3,)", "(-3)"), "damaged NPY header");
        check(file, replaced(good, "(3,), }        ", "(99999,9999999)"), "over 2^31-1 elements");
        check(file, replaced(good, "(3,), }        ", "(99999,9), }   "), "too few");
        assertThatThrownBy(() -> Npz.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a whole NPZ");
        assertThatThrownBy(() -> Npz.open(dir.resolve("none"))).hasMessageContaining("There is no file");
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        String s = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(s).contains(from);
        return s.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void check(Path file, byte[] bytes, String message) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(() -> Npy.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
        assertThatThrownBy(() -> {
                    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
                    Npy.read(in);
                    throw new IOException("read, with the rest " + in.available());
                })
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mutatedBytesOnlyGiveIoExceptions(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] npz = Files.readAllBytes(resource("dtypes.npz"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npy.write(out, Nd.of(random.doubles(60).toArray(), 3, 4, 5));
        byte[] npy = out.toByteArray();
        Path file = dir.resolve("mutant");
        int failed = 0;
        for (int i = 0; i < 2500 * FUZZ; i++) {
            boolean zip = i % 5 == 0;
            byte[] mutant = mutate(zip ? npz : npy, random);
            try {
                if (zip) {
                    // Deleted first: some file systems flush a file that is truncated and written again.
                    Files.deleteIfExists(file);
                    Files.write(file, mutant);
                    readAll(file);
                    Npz.read(new ByteArrayInputStream(mutant));
                } else {
                    Npy.decode(new ByteArrayInputStream(mutant), mutant.length, NpyDecoder::decode, "The file");
                    Npy.read(new ByteArrayInputStream(mutant));
                }
            } catch (IOException e) {
                failed++;
                assertThat(e.getMessage()).isNotBlank().doesNotContain("null");
            }
        }
        assertThat(failed).isGreaterThan(500);
    }

    private static void readAll(Path file) throws IOException {
        try (Npz npz = Npz.open(file)) {
            for (String name : npz.names()) {
                if (npz.isText(name)) {
                    npz.strings(name);
                } else {
                    npz.get(name);
                }
            }
        }
    }

    private static byte[] mutate(byte[] good, Random random) {
        byte[] bytes = good.clone();
        int edits = 1 + random.nextInt(4);
        for (int k = 0; k < edits; k++) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(140, bytes.length) : bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) ('0' + random.nextInt(10));
                default -> bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, Math.max(1, at)) : bytes;
            }
        }
        return bytes;
    }
}
