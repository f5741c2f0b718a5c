package org.dmol.layers.equivariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Initializers;
import org.dmol.layers.UnaryLayer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Einsum;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Convolution on a finite group, {@code y(u) = sum over g of x(u g⁻¹) kernel(g)} (Cohen and Welling 2016): (…, order, channels) to
 * (…, order, units). It commutes with left translations of the input. No bias, no activation.
 */
public final class GroupConvolution extends UnaryLayer {
    private final FiniteGroup group;
    private final int units;
    private Var kernel;

    /** A convolution on a group to {@code units} channels. */
    public GroupConvolution(FiniteGroup group, int units) {
        if (units < 1) {
            throw new IllegalArgumentException("A group convolution has 1 unit or more, not " + units + ".");
        }
        this.group = group;
        this.units = units;
    }

    /** {@code index[g][u] = u g⁻¹}: where the input is read. */
    static int[] reads(FiniteGroup group) {
        int n = group.order();
        int[] index = new int[n * n];
        for (int g = 0; g < n; g++) {
            for (int u = 0; u < n; u++) {
                index[g * n + u] = group.times(u, group.inverse(g));
            }
        }
        return index;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        int rank = input.shape().numDimensions();
        if (rank < 2 || input.shape().get(rank - 2) != group.order()) {
            throw new IllegalArgumentException(
                    "functions on a group of " + group.order() + " elements are (…, " + group.order() + ", channels).");
        }
        kernel = weights.add(
                "kernel", Shape.of(group.order(), input.shape().get(rank - 1), units), Initializers.glorotUniform());
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        int rank = x.shape().numDimensions();
        Operand<TFloat32> gathered = tf.gather(x, tf.constant(reads(group)), tf.constant(rank - 2));
        Operand<TFloat32> pairs = tf.reshape(
                gathered,
                tf.concat(
                        List.of(
                                tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {rank - 2})),
                                tf.constant(new int[] {group.order(), group.order(), (int) Trace.dim(x, -1)})),
                        tf.constant(0)));
        return Einsum.einsum(tf, "...gui,gij->...uj", pairs, c.read(kernel));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        List<List<Integer>> table = new ArrayList<>();
        for (int[] row : group.table()) {
            table.add(java.util.Arrays.stream(row).boxed().toList());
        }
        c.put("table", table);
        c.put("units", units);
        return c;
    }

    static GroupConvolution fromConfig(Map<String, Object> c) {
        List<?> rows = (List<?>) c.get("table");
        int[][] table = rows.stream()
                .map(row -> ((List<?>) row)
                        .stream().mapToInt(v -> ((Number) v).intValue()).toArray())
                .toArray(int[][]::new);
        return new GroupConvolution(new FiniteGroup(table), Config.integer(c, "units", 0));
    }
}
