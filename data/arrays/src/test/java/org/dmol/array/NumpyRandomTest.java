package org.dmol.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against NumPy itself: random.npz is made by src/test/python/make_golden.py. */
class NumpyRandomTest {
    private static Map<String, Nd> golden;

    @BeforeAll
    static void load() throws Exception {
        try (InputStream in = NumpyRandomTest.class.getResourceAsStream("random.npz")) {
            golden = Npz.read(in);
        }
    }

    @Test
    void publishedCheckValues() {
        NumpyRandom words = new NumpyRandom(0);
        assertThat(new long[] {words.nextUint32(), words.nextUint32(), words.nextUint32(), words.nextUint32()})
                .containsExactly(2357136044L, 2546248239L, 3071714933L, 3626093760L);
        assertThat(new NumpyRandom(0).random(3).doubles())
                .containsExactly(0.5488135039273248, 0.7151893663724195, 0.6027633760716439);
        assertThat(new NumpyRandom(0).randn(6).doubles())
                .containsExactly(
                        new double[] {1.76405235, 0.40015721, 0.97873798, 2.2408932, 1.86755799, -0.97727788},
                        within(5e-9));
        int[] ten = IntStream.range(0, 10).toArray();
        new NumpyRandom(0).shuffle(ten);
        assertThat(ten).containsExactly(2, 8, 4, 9, 1, 6, 7, 3, 0, 5);
    }

    @Test
    void chapterTwoStream() {
        NumpyRandom r = new NumpyRandom(0);
        r.randn(17);
        r.randn(17);
        int[] batches = IntStream.range(0, 311).toArray();
        r.shuffle(batches);
        assertThat(Arrays.copyOf(batches, 10)).containsExactly(45, 272, 54, 236, 253, 124, 269, 37, 140, 228);
        double[] w = r.normal(0, 0.1, 17).doubles();
        assertThat(Arrays.copyOf(w, 4))
                .containsExactly(new double[] {-0.13324532, 0.05038175, 0.10329157, -0.01222236}, within(5e-9));
        assertThat(w[16]).isCloseTo(-0.09546339, within(5e-9));
    }

    @Test
    void integersAndOrdersAreNumpys() {
        exact("randint", new NumpyRandom(0).randint(0, 20, 10).doubles());
        exact("randint_wide", new NumpyRandom(5).randint(-10, 1L << 40, 10).doubles());
        exact("randint_full", new NumpyRandom(5).randint(0, 1L << 32, 10).doubles());
        exact("permutation", doubles(new NumpyRandom(0).permutation(9982)));
        exact("choice_with", doubles(new NumpyRandom(7).choice(20, 30, true)));
        exact("choice_without", doubles(new NumpyRandom(7).choice(100, 30, false)));
        exact("sample", doubles(new NumpyRandom(0).sample(9982, 50)));
        double[] p = IntStream.rangeClosed(1, 10).mapToDouble(i -> i / 55.0).toArray();
        exact("choice_p_with", doubles(new NumpyRandom(8).choice(p, 40, true)));
        exact("choice_p_without", doubles(new NumpyRandom(8).choice(p, 10, false)));
        List<Integer> list = new ArrayList<>(IntStream.range(0, 10).boxed().toList());
        new NumpyRandom(0).shuffle(list);
        exact("shuffle", list.stream().mapToDouble(i -> i).toArray());
    }

    @Test
    void floatsAreNumpys() {
        exact("random", new NumpyRandom(0).random(5).doubles());
        exact("uniform", new NumpyRandom(4294967295L).uniform(-3, 5, 20).doubles());
        close("exponential", new NumpyRandom(3).exponential(2, 50).doubles());
        double[] normal = new NumpyRandom(0).randn(2001).doubles();
        close("normal", normal);
        double[] want = golden.get("normal").doubles();
        assertThat(IntStream.range(0, 2001).filter(i -> normal[i] == want[i]).count())
                .as("normal numbers equal to the last bit")
                .isGreaterThan(1900);
    }

    @Test
    void binomialAndMultinomial() {
        long[] n = {10, 10, 1000, 1000, 100000, 50, 2000, 7, 0, 9};
        double[] p = {0.3, 0.9, 0.4, 0.7, 0.5, 0.61, 0.02, 0, 0.5, 1};
        NumpyRandom r = new NumpyRandom(9);
        double[] all = new double[2000];
        for (int i = 0; i < n.length; i++) {
            System.arraycopy(r.binomial(n[i], p[i], 200).doubles(), 0, all, 200 * i, 200);
        }
        exact("binomial", all);
        NumpyRandom m = new NumpyRandom(10);
        long[] counts = IntStream.range(0, 50)
                .boxed()
                .flatMapToLong(i -> Arrays.stream(m.multinomial(1000, 0.2, 0.5, 0, 0.1, 0.2)))
                .toArray();
        assertThat(counts).containsExactly(golden.get("multinomial").longs());
    }

    @Test
    void oneStreamThroughAllKinds() {
        NumpyRandom r = new NumpyRandom(11);
        List<Double> mixed = new ArrayList<>();
        for (int k = 0; k < 50; k++) {
            mixed.add(r.nextGaussian());
            mixed.add(r.nextDouble());
            mixed.add((double) r.nextInt(1, 7));
            mixed.add(r.uniform(2, 3).item());
            Arrays.stream(r.permutation(5)).forEach(i -> mixed.add((double) i));
            mixed.add(r.exponential(1).item());
            Arrays.stream(r.choice(4, 2, true)).forEach(i -> mixed.add((double) i));
        }
        close("mixed", mixed.stream().mapToDouble(d -> d).toArray());
    }

    @Test
    void aCopyGoesOnAlone() {
        NumpyRandom a = new NumpyRandom(2);
        a.nextGaussian();
        NumpyRandom b = a.copy();
        assertThat(b.randn(5)).isEqualTo(a.randn(5));
        a.nextDouble();
        assertThat(b.nextDouble()).isNotEqualTo(a.nextDouble());
    }

    @Test
    void badArgumentsAreNamed() {
        NumpyRandom r = new NumpyRandom(0);
        assertThatThrownBy(() -> new NumpyRandom(-1)).hasMessageContaining("-1").hasMessageContaining("4294967295");
        assertThatThrownBy(() -> r.nextInt(3, 3)).hasMessageContaining("low < high");
        assertThatThrownBy(() -> r.choice(5, 6, false)).hasMessageContaining("6 of 5");
        assertThatThrownBy(() -> r.choice(new double[] {0.5, 0.6}, 1, true)).hasMessageContaining("sum to 1.1");
        assertThatThrownBy(() -> r.choice(new double[] {1, 0}, 2, false)).hasMessageContaining("2 of 1");
        assertThatThrownBy(() -> r.multinomial(3, 0.5, -0.1)).hasMessageContaining("-0.1");
        assertThatThrownBy(() -> r.binomial(3, 1.5)).hasMessageContaining("1.5");
    }

    private static double[] doubles(int[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }

    private static void exact(String name, double[] ours) {
        assertThat(ours).as(name).containsExactly(golden.get(name).doubles());
    }

    private static void close(String name, double[] ours) {
        double[] want = golden.get(name).doubles();
        assertThat(ours).hasSameSizeAs(want);
        for (int i = 0; i < want.length; i++) {
            assertThat(ours[i]).as("%s %d", name, i).isCloseTo(want[i], within(1e-14 * Math.max(1, Math.abs(want[i]))));
        }
    }
}
