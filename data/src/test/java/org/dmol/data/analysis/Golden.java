package org.dmol.data.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.StreamSupport;
import org.dmol.array.Nd;

/** Values of scikit-learn and SciPy, made by {@code src/test/python/analysis_golden.py}. */
final class Golden {
    private static final JsonNode ROOT = read();

    private Golden() {}

    private static JsonNode read() {
        try (InputStream in = Golden.class.getResourceAsStream("golden.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode get(String group) {
        JsonNode node = ROOT.get(group);
        if (node == null) {
            throw new IllegalArgumentException("No golden values " + group);
        }
        return node;
    }

    static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    static double[] doubles(String group, String name) {
        return doubles(get(group).get(name));
    }

    static double number(String group, String name) {
        return get(group).get(name).asDouble();
    }

    static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    static int[] ints(String group, String name) {
        return ints(get(group).get(name));
    }

    static Nd matrix(JsonNode rows) {
        return Nd.matrix(StreamSupport.stream(rows.spliterator(), false)
                .map(Golden::doubles)
                .toArray(double[][]::new));
    }

    static Nd matrix(String group, String name) {
        return matrix(get(group).get(name));
    }

    /** Largest difference after flipping each column of {@code actual} to the sign that fits best. */
    static double differenceUpToSign(Nd actual, Nd expected) {
        double worst = 0;
        for (int c = 0; c < expected.dim(1); c++) {
            double plus = 0;
            double minus = 0;
            for (int i = 0; i < expected.dim(0); i++) {
                plus = Math.max(plus, Math.abs(actual.get(i, c) - expected.get(i, c)));
                minus = Math.max(minus, Math.abs(actual.get(i, c) + expected.get(i, c)));
            }
            worst = Math.max(worst, Math.min(plus, minus));
        }
        return worst;
    }
}
