package org.dmol.probability.bijectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dmol.array.DType;
import org.dmol.probability.Bijector;
import org.dmol.probability.Mapped;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Var;
import org.tensorflow.ndarray.Shape;

/**
 * Splits vectors into blocks, maps each block by its own bijector, and joins them again: {@code Split}, {@code JointMap} and the inverse
 * of {@code Split} of TensorFlow Probability, its {@code Blockwise}.
 */
public final class Split extends Bijector {
    private final int[] sizes;
    private final List<Bijector> parts;

    /**
     * A bijector of vectors of the length that the sizes add up to.
     *
     * @param sizes elements of each block
     * @param parts one bijector for each block, of numbers or of vectors
     */
    public Split(int[] sizes, Bijector... parts) {
        super("split", 1);
        if (sizes.length != parts.length
                || sizes.length == 0
                || Arrays.stream(sizes).anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(
                    "Split needs one bijector for each block of 1 or more elements; there are the sizes "
                            + Arrays.toString(sizes) + " and " + parts.length + " bijectors.");
        }
        for (Bijector b : parts) {
            if (b.eventRankIn() > 1 || b.eventRankOut() != b.eventRankIn()) {
                throw new IllegalArgumentException("Split maps numbers or vectors; " + b.name() + " does not.");
            }
        }
        this.sizes = sizes.clone();
        this.parts = List.of(parts);
    }

    /** The bijectors of the blocks. */
    public List<Bijector> parts() {
        return parts;
    }

    @Override
    public List<Var> vars() {
        Set<Var> all = new LinkedHashSet<>();
        parts.forEach(b -> all.addAll(b.vars()));
        return List.copyOf(all);
    }

    @Override
    public boolean isConstantJacobian() {
        return parts.stream().allMatch(Bijector::isConstantJacobian);
    }

    @Override
    public boolean isTraced() {
        return parts.stream().anyMatch(Bijector::isTraced);
    }

    @Override
    public DType floatType() {
        return parts.stream()
                .map(Bijector::floatType)
                .filter(t -> t == DType.FLOAT64)
                .findFirst()
                .orElseGet(super::floatType);
    }

    @Override
    public Shape forwardShape(Shape x) {
        return shape(x, true);
    }

    @Override
    public Shape inverseShape(Shape y) {
        return shape(y, false);
    }

    private Shape shape(Shape x, boolean forward) {
        Shape batch = x.take(x.numDimensions() - 1);
        Shape all = batch;
        for (int i = 0; i < sizes.length; i++) {
            Shape block = batch.append(sizes[i]);
            Shape mapped =
                    forward ? parts.get(i).forwardShape(block) : parts.get(i).inverseShape(block);
            all = Dims.broadcast(all, mapped.take(mapped.numDimensions() - 1));
        }
        return all.append(x.get(-1));
    }

    private Mapped map(Ctx c, Expr x, boolean forward) {
        int size = Arrays.stream(sizes).sum();
        if (x.dim(-1) >= 0 && x.dim(-1) != size) {
            throw new IllegalArgumentException(
                    "Split is of " + size + " elements; the last axis has " + x.dim(-1) + ".");
        }
        List<Expr> values = new ArrayList<>();
        Expr logDet = null;
        int from = 0;
        for (int i = 0; i < sizes.length; i++) {
            Bijector b = parts.get(i);
            Expr block = x.slice(from, from + sizes[i]);
            Mapped m = (forward ? b.forwardAndLogDet(c, block) : b.inverseAndLogDet(c, block))
                    .sumLast(1 - b.eventRankIn());
            values.add(m.value());
            logDet = logDet == null ? m.logDet() : logDet.plus(m.logDet());
            from += sizes[i];
        }
        return new Mapped(Expr.concat(values), logDet);
    }

    @Override
    protected Mapped doForward(Ctx c, Expr x) {
        return map(c, x, true);
    }

    @Override
    protected Mapped doInverse(Ctx c, Expr y) {
        return map(c, y, false);
    }
}
