package org.dmol.layers.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    Path directory;

    private Path file(String header, byte... data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer b = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        b.putLong(json.length).put(json).put(data);
        return Files.write(directory.resolve("some.safetensors"), b.array());
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        Map<String, Nd> arrays = new LinkedHashMap<>();
        arrays.put("b.weight", Nd.of(new float[] {1.5f, -2, Float.MIN_VALUE, 3e30f, 0, -0f}, 2, 3));
        arrays.put("a", Nd.of(new double[] {Math.PI}, 1, 1, 1));
        arrays.put("ids", Nd.of(new long[] {Long.MIN_VALUE, 7}, 2));
        arrays.put("n", Nd.of(new int[] {-5, 9}, 1, 2));
        arrays.put("yes", Nd.of(new boolean[] {true, false, true}, 3));
        arrays.put("none", Nd.of(new float[0], 0, 4));
        Path file = directory.resolve("all.safetensors");
        Safetensors.write(file, arrays);
        Map<String, Nd> again = Safetensors.read(file);
        assertThat(again.keySet()).containsExactlyElementsOf(arrays.keySet());
        assertThat(again).isEqualTo(arrays);
        assertThat(ByteBuffer.wrap(Files.readAllBytes(file))
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getLong()
                        % 8)
                .isZero();
    }

    @Test
    void shortTypesBecomeLongerOnes() throws Exception {
        String h = "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"h\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[8,10]},"
                + "\"u\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[10,12]}}";
        // 1, -2.5, the smallest subnormal number, infinity; -1.5; 255 and 1
        byte[] data = {0, 0x3C, 0, (byte) 0xC1, 1, 0, 0, 0x7C, (byte) 0xC0, (byte) 0xBF, (byte) 0xFF, 1};
        Map<String, Nd> read = Safetensors.read(file(h, data));
        assertThat(read.keySet()).containsExactly("h", "b", "u");
        assertThat(read.get("h").floats()).containsExactly(1, -2.5f, 0x1p-24f, Float.POSITIVE_INFINITY);
        assertThat(read.get("b").floats()).containsExactly(-1.5f);
        assertThat(read.get("u").dtype()).isEqualTo(DType.INT32);
        assertThat(read.get("u").ints()).containsExactly(255, 1);
    }

    @Test
    void whatIsNoSuchFileIsRefusedInOneSentence() throws Exception {
        assertThatThrownBy(() -> Safetensors.read(Files.write(directory.resolve("x"), new byte[3])))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("is not in the safetensors format: it has 3 bytes.");
        assertThatThrownBy(() ->
                        Safetensors.read(Files.write(directory.resolve("y"), new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 1})))
                .hasMessageContaining("its header would have 72340172838076673 of its 9 bytes");
        assertThatThrownBy(() -> Safetensors.read(file("{\"a\":"))).hasMessageContaining("its header is no JSON");
        String array = "{\"a\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}";
        for (String[] bad : new String[][] {
            {"F32", "[2]", "[0,4]"}, {"F32", "[1]", "[4,8]"}, {"F32", "[1]", "[-4,0]"}, {"F32", "[1]", "[0]"},
            {"F31", "[1]", "[0,4]"}, {"F32", "[-1]", "[0,4]"}, {"F32", "[65536,65536]", "[0,4]"}, {"F32", "4", "[0,4]"}
        }) {
            Path file = file(String.format(array, (Object[]) bad), (byte) 0, (byte) 0, (byte) 0, (byte) 0);
            assertThatThrownBy(() -> Safetensors.read(file))
                    .as(String.join(" ", bad))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("its array a");
        }
    }

    /** Any change of bytes gives arrays or an IOException, nothing else. */
    @Test
    void mutatedFilesNeverDoMoreThanFail() throws Exception {
        Path file = directory.resolve("m.safetensors");
        Safetensors.write(file, Map.of("w", Nd.of(new float[] {1, 2, 3, 4}, 2, 2), "v", Nd.vector(5, 6)));
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(1);
        int failed = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] bad = good.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            Files.write(file, bad);
            try {
                Safetensors.read(file);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("is not in the safetensors format");
                failed++;
            }
        }
        assertThat(failed).isBetween(300, 1000);
    }
}
