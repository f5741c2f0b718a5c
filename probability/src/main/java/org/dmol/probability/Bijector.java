package org.dmol.probability;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.Shapes;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Tensors;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;

/**
 * An invertible differentiable mapping with its log-determinant, in two methods: {@link #forwardAndLogDet} and
 * {@link #inverseAndLogDet}.
 *
 * <p>A bijector works on the last {@link #eventRankIn} axes of its argument together; all axes before are a batch. A mapping of single
 * numbers has rank 0, and a log-determinant for each. Within one trace, the inverse of a value that came out of the forward mapping is taken
 * from there (and the other way around), with the log-determinant.
 */
public abstract class Bijector {
    private final String name;
    private final int eventRankIn;
    private final int eventRankOut;
    private final List<Slot> slots;
    private final Evaluator evaluator = new Evaluator(this);

    /**
     * A bijector of arguments and results with the same number of event axes.
     *
     * @param name name for display, as TensorFlow Probability's
     */
    protected Bijector(String name, int eventRank, Slot... slots) {
        this(name, eventRank, eventRank, slots);
    }

    /** A bijector between events of different numbers of axes. */
    protected Bijector(String name, int eventRankIn, int eventRankOut, Slot... slots) {
        this.name = name;
        this.eventRankIn = eventRankIn;
        this.eventRankOut = eventRankOut;
        this.slots = List.of(slots);
    }

    // ---- what it is ----

    /** Name for display. */
    public String name() {
        return name;
    }

    /** Number of last axes of the forward argument that belong together. */
    public int eventRankIn() {
        return eventRankIn;
    }

    /** Number of last axes of the forward result that belong together. */
    public int eventRankOut() {
        return eventRankOut;
    }

    /** The weights that the bijector depends on. */
    public List<Var> vars() {
        Set<Var> all = new LinkedHashSet<>();
        slots.forEach(s -> all.addAll(s.param().vars()));
        return List.copyOf(all);
    }

    /** Whether the log-determinant is the same everywhere. */
    public boolean isConstantJacobian() {
        return false;
    }

    /** Whether it is known to map single numbers, greater ones to greater ones. */
    public boolean isIncreasing() {
        return false;
    }

    /**
     * For mappings of single numbers, 1 where greater ones become greater and -1 where they become less; broadcasts with the argument.
     *
     * @param like something in the type of the result
     */
    public Expr direction(Ctx c, Expr like) {
        if (!isIncreasing()) {
            throw new UnsupportedOperationException("The bijector " + name() + " does not map single numbers.");
        }
        return like.number(1);
    }

    /** Whether a parameter is an operand of a trace, so that there are no arrays. */
    public boolean isTraced() {
        return slots.stream().anyMatch(s -> s.param().isTraced());
    }

    /** Shape of an event after the forward mapping. */
    public Shape forwardEventShape(Shape event) {
        return event;
    }

    /** Shape of an event before the forward mapping. */
    public Shape inverseEventShape(Shape event) {
        return event;
    }

    /** Floating type that the parameters insist on, or the current one. */
    public DType floatType() {
        return Slot.type(slots);
    }

    // ---- in a trace ----

    /** The parameter of a number in a trace, in the type of {@code like}. */
    protected final Expr param(Ctx c, int i, Expr like) {
        return slots.get(i).param().in(c, like.dtype());
    }

    /** The forward mapping and its log-determinant. */
    public final Mapped forwardAndLogDet(Ctx c, Operand<?> x) {
        Expr in = Expr.of(c, x);
        require(in, eventRankIn());
        return MappedCache.of(c).forward(this, in, () -> doForward(c, in));
    }

    /** The inverse mapping and its log-determinant. */
    public final Mapped inverseAndLogDet(Ctx c, Operand<?> y) {
        Expr in = Expr.of(c, y);
        require(in, eventRankOut());
        return MappedCache.of(c).inverse(this, in, () -> doInverse(c, in));
    }

    /** The forward mapping. */
    public final Expr forward(Ctx c, Operand<?> x) {
        return forwardAndLogDet(c, x).value();
    }

    /** The inverse mapping. */
    public final Expr inverse(Ctx c, Operand<?> y) {
        return inverseAndLogDet(c, y).value();
    }

    private void require(Expr x, int rank) {
        if (x.rank() < rank) {
            throw new IllegalArgumentException("The bijector " + name() + " needs at least " + rank + " axes, not "
                    + Shapes.text(Tensors.ints(x.shape())) + ".");
        }
    }

    /** The forward mapping and its log-determinant; the latter has the argument's shape without the event axes. */
    protected abstract Mapped doForward(Ctx c, Expr x);

    /** The inverse mapping and its log-determinant. */
    protected abstract Mapped doInverse(Ctx c, Expr y);

    /** Zeros of the shape of a log-determinant at {@code x}, for an argument with {@code eventRank} event axes. */
    protected static Expr noLogDet(Expr x, int eventRank) {
        return eventRank == 0 ? x.zeros() : x.zeros().sumLast(eventRank);
    }

    // ---- arrays ----

    /** The forward mapping of an array. */
    public final Nd forward(Nd x) {
        return forwardAndLogDet(x).get(0);
    }

    /** The inverse mapping of an array. */
    public final Nd inverse(Nd y) {
        return inverseAndLogDet(y).get(0);
    }

    /** Logarithm of the absolute Jacobian determinant of the forward mapping. */
    public final Nd forwardLogDet(Nd x) {
        return forwardAndLogDet(x).get(1);
    }

    /** Logarithm of the absolute Jacobian determinant of the inverse mapping. */
    public final Nd inverseLogDet(Nd y) {
        return inverseAndLogDet(y).get(1);
    }

    /** The forward mapping of an array, and the log-determinant. */
    public final List<Nd> forwardAndLogDet(Nd x) {
        return call("forward", x, this::forwardAndLogDet);
    }

    /** The inverse mapping of an array, and the log-determinant. */
    public final List<Nd> inverseAndLogDet(Nd y) {
        return call("inverse", y, this::inverseAndLogDet);
    }

    @FunctionalInterface
    private interface Method {
        Mapped of(Ctx c, Operand<?> x);
    }

    private List<Nd> call(String method, Nd x, Method f) {
        if (isTraced()) {
            throw new IllegalStateException("A parameter of the bijector " + name()
                    + " is an operand of a trace; use it in that trace, or make it of arrays or weights.");
        }
        Nd in = x.dtype().isFloat() && slots.isEmpty() ? x : x.cast(arrayType(x));
        return evaluator.call(method, vars(), List.of(Spec.like(in)), List.of(in), 0, (c, a) -> {
            Mapped m = f.of(c, a.get(0));
            return List.of(m.value(), m.logDet());
        });
    }

    private DType arrayType(Nd x) {
        boolean insists = vars().size() > 0
                || slots.stream().anyMatch(s -> s.param().dtype() != null)
                || !x.dtype().isFloat();
        return insists ? floatType() : x.dtype();
    }

    /** Static shape of the forward result for an argument of a static shape, batch axes included; parameters may add some. */
    public Shape forwardShape(Shape x) {
        Shape event = x.takeLast(eventRankIn());
        return batch(x, eventRankIn()).append(forwardEventShape(event));
    }

    /** Static shape of the inverse for a forward result of a static shape, batch axes included. */
    public Shape inverseShape(Shape y) {
        Shape event = y.takeLast(eventRankOut());
        return batch(y, eventRankOut()).append(inverseEventShape(event));
    }

    private Shape batch(Shape x, int rank) {
        return Dims.broadcast(x.take(x.numDimensions() - rank), Slot.batchShape(slots));
    }

    @Override
    public String toString() {
        return name();
    }
}
