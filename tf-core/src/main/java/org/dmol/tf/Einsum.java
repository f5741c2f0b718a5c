package org.dmol.tf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dmol.tf.grad.GradientRegistry;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * Sums of products over named axes, as {@code numpy.einsum}: any number of operands, spaces, an ellipsis that
 * broadcasts, repeated letters on an operand (diagonals and traces), and the short form without {@code ->}.
 *
 * <pre>{@code
 * einsum(tf, "bij,bjk,kl->bil", adjacency, nodes, weights)
 * einsum(tf, "...ii->...", matrices)        // traces
 * }</pre>
 *
 * <p>More than two operands are contracted two at a time (TensorFlow's own op takes no more), at each step the pair
 * that takes the fewest multiplications. All derivatives exist. Needs static ranks.
 */
public final class Einsum {
    /** Stands for an unknown size in the choice of the path. */
    private static final double TYPICAL_SIZE = 32;

    private final Ops tf;
    private final Map<Character, Long> sizes;

    private record Term<T extends TType>(Operand<T> value, String labels) {}

    private Einsum(Ops tf, Map<Character, Long> sizes) {
        this.tf = tf;
        this.sizes = sizes;
    }

    /**
     * The sum of products that the equation describes.
     *
     * @throws IllegalArgumentException if equation and operands do not fit; the message names equation, operand and axis
     */
    @SafeVarargs
    public static <T extends TType> Operand<T> einsum(Ops tf, String equation, Operand<T>... operands) {
        return einsum(tf, equation, Arrays.asList(operands));
    }

    /** The sum of products that the equation describes; see {@link #einsum(Ops, String, Operand[])}. */
    public static <T extends TType> Operand<T> einsum(Ops tf, String equation, List<Operand<T>> operands) {
        GradientRegistry.install();
        EinsumEquation e = EinsumEquation.parse(
                equation, operands.stream().map(Trace::spec).toList());
        Einsum einsum = new Einsum(tf, e.sizes());
        List<Term<T>> terms = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            terms.add(einsum.squeezeBroadcast(
                    einsum.diagonals(new Term<>(operands.get(i), e.inputs().get(i)))));
        }
        while (terms.size() > 1) {
            einsum.contractBest(terms, e.output());
        }
        return einsum.finish(terms.get(0), e.output());
    }

    /** Takes the diagonal over each label that an operand has more than once. */
    private <T extends TType> Term<T> diagonals(Term<T> term) {
        String labels = term.labels;
        for (int i = 0; i < labels.length(); i++) {
            int j = labels.indexOf(labels.charAt(i), i + 1);
            if (j >= 0) {
                String rest = without(without(labels, j), i);
                char c = labels.charAt(i);
                int[] order = new int[labels.length()];
                for (int k = 0, n = 0; k < order.length; k++) {
                    if (k != i && k != j) {
                        order[n++] = k;
                    }
                }
                order[order.length - 2] = i;
                order[order.length - 1] = j;
                var builder = tf.scope().opBuilder("MatrixDiagPart", "EinsumDiagonal");
                builder.addInput(permute(term.value, order).asOutput());
                return diagonals(new Term<>(builder.build().<T>output(0), rest + c));
            }
        }
        return term;
    }

    private static String without(String labels, int i) {
        return labels.substring(0, i) + labels.substring(i + 1);
    }

    /** Drops axes of size one that the ellipsis of another operand stretches. */
    private <T extends TType> Term<T> squeezeBroadcast(Term<T> term) {
        List<Long> axes = new ArrayList<>();
        StringBuilder kept = new StringBuilder();
        for (int k = 0; k < term.labels.length(); k++) {
            char c = term.labels.charAt(k);
            if (EinsumEquation.broadcast(c) && Trace.dim(term.value, k) == 1 && sizes.get(c) != 1) {
                axes.add((long) k);
            } else {
                kept.append(c);
            }
        }
        return axes.isEmpty()
                ? term
                : new Term<>(tf.squeeze(term.value, org.tensorflow.op.core.Squeeze.axis(axes)), kept.toString());
    }

    /** Replaces the pair of terms whose product takes the fewest multiplications by that product. */
    private <T extends TType> void contractBest(List<Term<T>> terms, String output) {
        int bestI = 0, bestJ = 1;
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < terms.size(); i++) {
            for (int j = i + 1; j < terms.size(); j++) {
                double cost = size(union(terms.get(i).labels, terms.get(j).labels));
                if (cost < best) {
                    best = cost;
                    bestI = i;
                    bestJ = j;
                }
            }
        }
        String result = resultOf(terms, bestI, bestJ, output);
        Term<T> b = terms.remove(bestJ), a = terms.remove(bestI);
        // The last product gets the output's order of axes at once.
        terms.add(product(a, b, terms.isEmpty() && result.length() == output.length() ? output : result));
    }

    private static String union(String a, String b) {
        StringBuilder all = new StringBuilder(a);
        b.chars().filter(c -> a.indexOf(c) < 0).forEach(c -> all.append((char) c));
        return all.toString();
    }

    private double size(String labels) {
        double n = 1;
        for (char c : labels.toCharArray()) {
            n *= sizes.get(c) < 0 ? TYPICAL_SIZE : sizes.get(c);
        }
        return n;
    }

    /** Labels of the product of two terms: those that the output or another term still needs. */
    private static <T extends TType> String resultOf(List<Term<T>> terms, int i, int j, String output) {
        StringBuilder needed = new StringBuilder(output);
        for (int k = 0; k < terms.size(); k++) {
            if (k != i && k != j) {
                needed.append(terms.get(k).labels);
            }
        }
        StringBuilder result = new StringBuilder();
        for (char c : union(terms.get(i).labels, terms.get(j).labels).toCharArray()) {
            if (needed.indexOf(String.valueOf(c)) >= 0) {
                result.append(c);
            }
        }
        return result.toString();
    }

    private <T extends TType> Term<T> product(Term<T> first, Term<T> second, String result) {
        Term<T> a = sumAway(first, second.labels + result), b = sumAway(second, first.labels + result);
        boolean contracts = union(a.labels, b.labels).chars().anyMatch(c -> result.indexOf(c) < 0);
        if (!contracts) {
            return new Term<>(tf.math.mul(spread(a, result), spread(b, result)), result);
        }
        if (a.labels.length() == b.labels.length() && a.labels.chars().allMatch(c -> b.labels.indexOf(c) >= 0)) {
            Operand<T> same = tf.math.mul(a.value, spread(b, a.labels));
            Term<T> sum = sumAway(new Term<>(same, a.labels), result);
            return new Term<>(spread(sum, result), result);
        }
        String equation = letters(a.labels) + "," + letters(b.labels) + "->" + letters(result);
        return new Term<>(tf.linalg.einsum(List.of(a.value, b.value), equation), result);
    }

    /** TensorFlow's op knows ASCII letters only: those that are free stand for the axes of the ellipsis. */
    private String letters(String labels) {
        StringBuilder out = new StringBuilder();
        for (char c : labels.toCharArray()) {
            out.append(EinsumEquation.broadcast(c) ? freeLetter(c) : c);
        }
        return out.toString();
    }

    private char freeLetter(char ellipsisLabel) {
        int skip = 0;
        for (char c : sizes.keySet()) {
            skip += EinsumEquation.broadcast(c) && c < ellipsisLabel ? 1 : 0;
        }
        for (char c = 'A'; c <= 'z'; c++) {
            if (Character.isLetter(c) && !sizes.containsKey(c) && skip-- == 0) {
                return c;
            }
        }
        throw new IllegalArgumentException("An einsum has more axes than there are letters.");
    }

    private <T extends TType> Term<T> sumAway(Term<T> term, String needed) {
        StringBuilder kept = new StringBuilder();
        List<Integer> axes = new ArrayList<>();
        for (int k = 0; k < term.labels.length(); k++) {
            char c = term.labels.charAt(k);
            if (needed.indexOf(c) < 0) {
                axes.add(k);
            } else {
                kept.append(c);
            }
        }
        if (axes.isEmpty()) {
            return term;
        }
        int[] a = axes.stream().mapToInt(Integer::intValue).toArray();
        return new Term<>(tf.reduceSum(term.value, tf.constant(a)), kept.toString());
    }

    /** The term in the given order of axes, with axes of size one where it has none. */
    private <T extends TType> Operand<T> spread(Term<T> term, String labels) {
        int[] order =
                labels.chars().map(term.labels::indexOf).filter(k -> k >= 0).toArray();
        Operand<T> x = permute(term.value, order);
        for (int k = 0; k < labels.length(); k++) {
            if (term.labels.indexOf(labels.charAt(k)) < 0) {
                x = tf.expandDims(x, tf.constant(k));
            }
        }
        return x;
    }

    private <T extends TType> Operand<T> permute(Operand<T> x, int[] order) {
        for (int k = 0; k < order.length; k++) {
            if (order[k] != k) {
                return tf.linalg.transpose(x, tf.constant(order));
            }
        }
        return x;
    }

    private <T extends TType> Operand<T> finish(Term<T> term, String output) {
        return spread(sumAway(term, output), output);
    }
}
