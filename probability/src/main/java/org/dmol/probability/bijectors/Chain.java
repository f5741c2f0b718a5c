package org.dmol.probability.bijectors;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dmol.array.DType;
import org.dmol.probability.Bijector;
import org.dmol.probability.Mapped;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Var;
import org.tensorflow.ndarray.Shape;

/** {@code y = b0(b1(… bn(x)))}: the list is applied from its end, as in TensorFlow Probability. */
public final class Chain extends Bijector {
    private final List<Bijector> parts;

    /** Bijectors in the order of function composition: the last is applied first. */
    public Chain(List<Bijector> parts) {
        super(nameOf(parts), rankIn(parts), rankIn(parts) + growth(parts, 0));
        this.parts = List.copyOf(parts);
    }

    /** Bijectors in the order of function composition: the last is applied first. */
    public Chain(Bijector... parts) {
        this(List.of(parts));
    }

    private static String nameOf(List<Bijector> parts) {
        return parts.isEmpty()
                ? "identity"
                : "chain_of_" + parts.stream().map(Bijector::name).collect(Collectors.joining("_of_"));
    }

    /** Axes that an event gains in the parts from number {@code from} on. */
    private static int growth(List<Bijector> parts, int from) {
        return parts.stream()
                .skip(from)
                .mapToInt(b -> b.eventRankOut() - b.eventRankIn())
                .sum();
    }

    /** The fewest event axes with which every part has as many as it needs. */
    private static int rankIn(List<Bijector> parts) {
        int rank = 0;
        for (int i = 0; i < parts.size(); i++) {
            rank = Math.max(rank, parts.get(i).eventRankIn() - growth(parts, i + 1));
        }
        return rank;
    }

    /** The bijectors. */
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
    public boolean isIncreasing() {
        return parts.stream().allMatch(Bijector::isIncreasing);
    }

    @Override
    public Expr direction(Ctx c, Expr like) {
        Expr sign = like.number(1);
        for (Bijector b : parts) {
            sign = b.isIncreasing() ? sign : sign.times(b.direction(c, like));
        }
        return sign;
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
    public Shape forwardEventShape(Shape event) {
        Shape s = event;
        for (int i = parts.size() - 1; i >= 0; i--) {
            s = parts.get(i).forwardEventShape(s);
        }
        return s;
    }

    @Override
    public Shape inverseEventShape(Shape event) {
        Shape s = event;
        for (Bijector b : parts) {
            s = b.inverseEventShape(s);
        }
        return s;
    }

    @Override
    public Shape forwardShape(Shape x) {
        Shape s = x;
        for (int i = parts.size() - 1; i >= 0; i--) {
            s = parts.get(i).forwardShape(s);
        }
        return s;
    }

    @Override
    public Shape inverseShape(Shape y) {
        Shape s = y;
        for (Bijector b : parts) {
            s = b.inverseShape(s);
        }
        return s;
    }

    @Override
    protected Mapped doForward(Ctx c, Expr x) {
        Mapped at = new Mapped(x, null);
        int rank = eventRankIn();
        for (int i = parts.size() - 1; i >= 0; i--) {
            Bijector b = parts.get(i);
            at = then(at, b.forwardAndLogDet(c, at.value()).sumLast(rank - b.eventRankIn()));
            rank += b.eventRankOut() - b.eventRankIn();
        }
        return finish(at, x, eventRankIn());
    }

    @Override
    protected Mapped doInverse(Ctx c, Expr y) {
        Mapped at = new Mapped(y, null);
        int rank = eventRankOut();
        for (Bijector b : parts) {
            at = then(at, b.inverseAndLogDet(c, at.value()).sumLast(rank - b.eventRankOut()));
            rank += b.eventRankIn() - b.eventRankOut();
        }
        return finish(at, y, eventRankOut());
    }

    private static Mapped then(Mapped before, Mapped next) {
        return before.logDet() == null
                ? next
                : new Mapped(next.value(), before.logDet().plus(next.logDet()));
    }

    private static Mapped finish(Mapped m, Expr argument, int rank) {
        return m.logDet() == null ? new Mapped(argument, noLogDet(argument, rank)) : m;
    }
}
