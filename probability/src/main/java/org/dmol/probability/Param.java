package org.dmol.probability;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Tensors;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;

/**
 * Where a parameter of a distribution or bijector comes from: a number or an array, a trainable weight, or an operand of the trace in
 * which the distribution is used (such as the output of a network). {@link #map} makes one parameter from another, for example a
 * positive one by a softplus.
 */
public final class Param {
    private final Function<Ctx, Operand<?>> source;
    private final Supplier<Nd> current;
    private final DType dtype;
    private final Shape shape;
    private final List<Var> vars;
    private final boolean traced;

    private Param(
            Function<Ctx, Operand<?>> source,
            Supplier<Nd> current,
            DType dtype,
            Shape shape,
            List<Var> vars,
            boolean traced) {
        this.source = source;
        this.current = current;
        this.dtype = dtype;
        this.shape = shape;
        this.vars = vars;
        this.traced = traced;
    }

    /** A number, which takes the floating type of the other parameters. */
    public static Param of(double value) {
        return constant(Nd.scalar(value), null);
    }

    /** A vector of numbers, which take the floating type of the other parameters. */
    public static Param of(double... values) {
        return constant(Nd.vector(values), null);
    }

    /** An array; integers take the floating type of the other parameters. */
    public static Param of(Nd values) {
        return constant(values, values.dtype().isFloat() ? values.dtype() : null);
    }

    private static Param constant(Nd values, DType dtype) {
        return new Param(
                c -> Trace.constant(c.tf(), values),
                () -> values,
                dtype,
                Tensors.shape(values.shape()),
                List.of(),
                false);
    }

    /** A weight; training changes it if it is trainable. */
    public static Param of(Var weight) {
        return new Param(
                c -> c.read(weight),
                weight::value,
                weight.dtype(),
                Tensors.shape(weight.shape()),
                List.of(weight),
                false);
    }

    /** An operand of the trace in which the distribution is used; outside of that trace the distribution has no value. */
    public static Param of(Operand<?> operand) {
        return new Param(c -> operand, null, Tensors.dtype(operand), operand.shape(), List.of(), true);
    }

    /** A trainable weight with the given first value. */
    public static Param trainable(String name, Nd first) {
        return of(new Var(name, first.dtype().isFloat() ? first : first.cast(FloatX.get()), true));
    }

    /**
     * A trainable parameter that stays positive: softplus of a weight.
     *
     * @param first positive first values of the parameter
     */
    public static Param positive(String name, Nd first) {
        Nd raw = first.map(y -> y > 30 ? y : Math.log(Math.expm1(y)));
        return trainable(name, raw).map(Expr::softplus);
    }

    /** A parameter computed from this one. */
    public Param map(UnaryOperator<Expr> function) {
        Function<Ctx, Operand<?>> mapped = c -> function.apply(in(c, dtype == null ? FloatX.get() : dtype));
        if (traced) {
            throw new IllegalArgumentException(
                    "Param.map is for numbers and weights; apply the function to the operand itself.");
        }
        return new Param(mapped, null, dtype, probe(mapped), vars, false);
    }

    private static Shape probe(Function<Ctx, Operand<?>> mapped) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Ctx c = Ctx.builder(tf)
                    .weights(v -> Trace.placeholder(tf, v.spec()))
                    .build();
            return mapped.apply(c).shape();
        }
    }

    /** The parameter in a trace, in the given floating type. */
    public Expr in(Ctx c, DType type) {
        return Expr.of(c, source.apply(c)).cast(type);
    }

    /** Floating type that the parameter insists on; null if it takes that of the others. */
    public DType dtype() {
        return dtype;
    }

    /** Shape, -1 for unknown axes. */
    public Shape shape() {
        return shape;
    }

    /** Type and shape, as an input. */
    public Spec spec() {
        return new Spec(dtype == null ? FloatX.get() : dtype, shape);
    }

    /** The weights behind the parameter. */
    public List<Var> vars() {
        return vars;
    }

    /** Whether the parameter is an operand of a trace. */
    public boolean isTraced() {
        return traced;
    }

    /** The value where it is a constant or a plain weight, otherwise null. */
    public Nd current() {
        return current == null ? null : current.get();
    }
}
