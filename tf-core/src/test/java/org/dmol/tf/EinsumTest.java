package org.dmol.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class EinsumTest {
    /** Equation, the same with the ellipsis written out for the reference, shapes. */
    static Stream<Arguments> equations() {
        return Stream.of(
                Arguments.of("ij,jk->ik", "", new int[][] {{2, 3}, {3, 4}}),
                Arguments.of("bij,bjk,kl->bil", "", new int[][] {{2, 3, 3}, {2, 3, 4}, {4, 5}}),
                Arguments.of(" bij , bjk , kl -> lib ", "bij,bjk,kl->lib", new int[][] {{2, 3, 3}, {2, 3, 4}, {4, 5}}),
                Arguments.of("ij,jk,kl,lm->im", "", new int[][] {{2, 3}, {3, 2}, {2, 4}, {4, 3}}),
                Arguments.of("i,j,k->kij", "", new int[][] {{2}, {3}, {4}}),
                Arguments.of("bi,bi->b", "", new int[][] {{2, 3}, {2, 3}}),
                Arguments.of("bi,ib->", "", new int[][] {{2, 3}, {3, 2}}),
                Arguments.of("bi,bi->ib", "", new int[][] {{2, 3}, {2, 3}}),
                Arguments.of("bijk,bij,bk->bi", "", new int[][] {{2, 3, 2, 4}, {2, 3, 2}, {2, 4}}),
                Arguments.of("ii->i", "", new int[][] {{3, 3}}),
                Arguments.of("ii", "ii->", new int[][] {{3, 3}}),
                Arguments.of("iji,jkk->ik", "", new int[][] {{2, 3, 2}, {3, 4, 4}}),
                Arguments.of("iii->i", "", new int[][] {{2, 2, 2}}),
                Arguments.of("ijk->kji", "", new int[][] {{2, 3, 4}}),
                Arguments.of("ijk->j", "", new int[][] {{2, 3, 4}}),
                Arguments.of("ij,kl->i", "", new int[][] {{2, 3}, {2, 2}}),
                Arguments.of("ba,cb", "ba,cb->ac", new int[][] {{2, 3}, {4, 2}}),
                Arguments.of("...ij,...jk->...ik", "xyij,xyjk->xyik", new int[][] {{2, 3, 2, 3}, {2, 3, 3, 2}}),
                Arguments.of("...ij,jk->...ik", "xij,jk->xik", new int[][] {{2, 2, 3}, {3, 2}}),
                Arguments.of("i...,i...", "ix,ix->x", new int[][] {{2, 3}, {2, 3}}),
                Arguments.of("...ii->...", "xii->x", new int[][] {{2, 3, 3}}),
                Arguments.of("ab,ab,ab,ab->", "", new int[][] {{2, 3}, {2, 3}, {2, 3}, {2, 3}}));
    }

    @ParameterizedTest
    @MethodSource("equations")
    void equalsTheSumOfProducts(String equation, String explicit, int[][] shapes) {
        List<Nd> operands = random(shapes);
        double[] expected = reference(explicit.isEmpty() ? equation : explicit, operands);
        for (Backend backend : Backend.values()) {
            try (Program program = program(backend, equation, operands)) {
                assertThat(program.call(operands).get(0).doubles())
                        .as("%s", backend)
                        .containsExactly(expected, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("equations")
    void firstAndSecondDerivatives(String equation, String explicit, int[][] shapes) {
        List<Nd> operands = random(shapes);
        Nd[] in = operands.toArray(Nd[]::new);
        // sin makes the derivatives depend on the operands; h shifts all operands at once
        Fn f = Fn.of((tf, x) -> Trace.sum(tf, tf.math.sin(Einsum.einsum(tf, equation, x))));
        int[] all = IntStream.range(0, in.length).toArray();
        Fn first = f.grad(all);
        Fn sumOfFirst = Fn.of((tf, x) -> total(tf, first, x));
        Fn second = sumOfFirst.grad(all);
        check(f, first, in);
        check(sumOfFirst, second, in);
    }

    private static org.tensorflow.Operand<TFloat32> total(
            Ops tf, Fn gradients, List<org.tensorflow.Operand<TFloat32>> x) {
        List<org.tensorflow.Operand<TFloat32>> parts = new ArrayList<>();
        for (var g : gradients.apply(tf, x)) {
            parts.add(Trace.sum(tf, tf.math.sin(Trace.floats(g))));
        }
        return tf.math.addN(parts);
    }

    /** The derivative along a random direction. */
    private static void check(Fn f, Fn gradient, Nd[] in) {
        List<Nd> g = gradient.callAll(in);
        Random random = new Random(5);
        double h = 1e-4, slope = 0;
        Nd[] up = new Nd[in.length], down = new Nd[in.length];
        for (int i = 0; i < in.length; i++) {
            double[] v = random.doubles(in[i].size(), -1, 1).toArray();
            double[] x = in[i].doubles(), a = x.clone(), b = x.clone();
            for (int k = 0; k < v.length; k++) {
                a[k] += h * v[k];
                b[k] -= h * v[k];
                slope += v[k] * g.get(i).doubles()[k];
            }
            up[i] = Nd.of(a, in[i].shape());
            down[i] = Nd.of(b, in[i].shape());
        }
        double numeric = (f.call(up).item() - f.call(down).item()) / (2 * h);
        assertThat(slope).isCloseTo(numeric, within(1e-6 * (1 + Math.abs(numeric))));
        f.close();
        gradient.close();
    }

    @Test
    void anEllipsisBroadcastsAxesOfSizeOne() {
        List<Nd> operands = random(new int[][] {{1, 2, 3}, {4, 1, 3}});
        try (Program program = program(Backend.SESSION, "...k,...k->...", operands)) {
            Nd out = program.call(operands).get(0);
            assertThat(out.shape()).containsExactly(4, 2);
            double[] a = operands.get(0).doubles(), b = operands.get(1).doubles();
            double expected = 0; // [3, 1]
            for (int k = 0; k < 3; k++) {
                expected += a[3 + k] * b[9 + k];
            }
            assertThat(out.get(3, 1)).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void chainsAreContractedFromTheCheapEnd() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            var a = tf.zeros(tf.constant(new int[] {500, 500}), TFloat32.class);
            var v = tf.zeros(tf.constant(new int[] {500, 1}), TFloat32.class);
            var y = Einsum.einsum(tf, "ij,jk,kl->il", a, a, v);
            assertThat(y.shape().asArray()).containsExactly(500, 1);
            List<Long> sizes = new ArrayList<>();
            graph.operations().forEachRemaining(op -> {
                if (op.type().equals("Einsum")) {
                    sizes.add(op.output(0).shape().size());
                }
            });
            assertThat(sizes).containsExactly(500L, 500L); // matrix times vector, twice
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ij,jk->ik | axis 0 ('j') of operand 1, float32[4, 5], has size 4, but operand 0, float32[2, 3], has 3",
                "ij->i | has 1 operands on its left side, but 2 were given",
                "ijk,kl->il | gives operand 0 the axes 'ijk', but it is float32[2, 3]",
                "ij,kl->im | has 'm' on its right side, which is on no operand",
                "ij,kl->ii | has 'i' twice on its right side",
                "ij,kl->i->k | more than one ->",
                "i1,kl->i | has '1' in operand 0; axes are named by letters",
                "...i,...k->ik... | of operand 1, float32[4, 5], has size 4, but operand 0, float32[2, 3], has 2",
            })
    void errorsNameEquationOperandAndAxis(String equation, String message) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            var a = tf.constant(new float[2][3]);
            var b = tf.constant(new float[4][5]);
            assertThatThrownBy(() -> Einsum.einsum(tf, equation, a, b))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("The einsum equation \"" + equation + "\"")
                    .hasMessageContaining(message);
        }
    }

    private static Program program(Backend backend, String equation, List<Nd> operands) {
        return Program.of(
                operands.stream().map(Spec::like).toList(),
                backend,
                (tf, in) -> List.of(Einsum.einsum(
                        tf, equation, in.stream().map(Trace::floats).toList())));
    }

    private static List<Nd> random(int[][] shapes) {
        Random random = new Random(3);
        return Stream.of(shapes)
                .map(s ->
                        Nd.of(random.doubles(Nd.sizeOf(s), -1, 1).toArray(), s).cast(DType.FLOAT64))
                .toList();
    }

    /** The definition: a loop over all values of all labels. */
    private static double[] reference(String equation, List<Nd> operands) {
        String[] sides = equation.replace(" ", "").split("->", -1), terms = sides[0].split(",");
        List<Character> labels = new ArrayList<>(new TreeSet<>(
                String.join("", terms).chars().mapToObj(c -> (char) c).toList()));
        int[] sizes = new int[labels.size()], at = new int[labels.size()];
        for (int t = 0; t < terms.length; t++) {
            for (int k = 0; k < terms[t].length(); k++) {
                sizes[labels.indexOf(terms[t].charAt(k))] = operands.get(t).dim(k);
            }
        }
        int n = sides[1].chars().map(c -> sizes[labels.indexOf((char) c)]).reduce(1, (a, b) -> a * b);
        double[] out = new double[n];
        for (long i = 0, all = IntStream.of(sizes).asLongStream().reduce(1, (a, b) -> a * b); i < all; i++) {
            long rest = i;
            for (int k = sizes.length - 1; k >= 0; k--) {
                at[k] = (int) (rest % sizes[k]);
                rest /= sizes[k];
            }
            double product = 1;
            for (int t = 0; t < terms.length; t++) {
                product *= operands.get(t).getFlat(position(terms[t], labels, sizes, at));
            }
            out[position(sides[1], labels, sizes, at)] += product;
        }
        return out;
    }

    private static int position(String term, List<Character> labels, int[] sizes, int[] at) {
        int p = 0;
        for (char c : term.toCharArray()) {
            p = p * sizes[labels.indexOf(c)] + at[labels.indexOf(c)];
        }
        return p;
    }
}
