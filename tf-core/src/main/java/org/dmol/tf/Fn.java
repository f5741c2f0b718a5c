package org.dmol.tf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A numerical function: described once in TensorFlow ops, compiled for each combination of argument types and shapes at its first
 * call, and differentiable, in the manner of JAX.
 *
 * <pre>{@code
 * Fn loss = Fn.of((tf, in) -> tf.mean(tf.math.square(in.get(0)), tf.constant(0)));
 * Nd value = loss.call(x);
 * List<Nd> gradient = loss.grad(0).callAll(x);
 * }</pre>
 *
 * <p>The operands' static type is {@code TFloat32} whatever the arguments are: float64 arguments compute in float64.
 */
public final class Fn implements AutoCloseable {
    /** One output in terms of the inputs. */
    @FunctionalInterface
    public interface Body {
        /** Adds ops to {@code tf} and returns the output. */
        Operand<?> build(Ops tf, List<Operand<TFloat32>> in);
    }

    /** Several outputs in terms of the inputs. */
    @FunctionalInterface
    public interface MultiBody {
        /** Adds ops to {@code tf} and returns the outputs. */
        List<? extends Operand<?>> build(Ops tf, List<Operand<TFloat32>> in);
    }

    private final MultiBody body;
    private final Backend backend;
    private final Map<List<Spec>, Program> programs = new ConcurrentHashMap<>();

    private Fn(MultiBody body, Backend backend) {
        this.body = body;
        this.backend = backend;
    }

    /** A function with one output. */
    public static Fn of(Body body) {
        return new Fn((tf, in) -> List.of(body.build(tf, in)), Backend.SESSION);
    }

    /** A function with several outputs; {@link #grad} and its kin differentiate the first. */
    public static Fn multi(MultiBody body) {
        return new Fn(body, Backend.SESSION);
    }

    /** The same function compiled by XLA: faster where it consists of many small ops. */
    public Fn compiled() {
        return new Fn(body, Backend.COMPILED);
    }

    /** The outputs added to a graph under construction, so that functions can be built from functions. */
    public List<? extends Operand<?>> apply(Ops tf, List<Operand<TFloat32>> in) {
        return body.build(tf, in);
    }

    /** Calls a function of one output (of several: the first). */
    public Nd call(Nd... arguments) {
        return callAll(arguments).get(0);
    }

    /** Calls the function; all outputs. */
    public List<Nd> callAll(Nd... arguments) {
        List<Spec> specs = new ArrayList<>();
        for (Nd a : arguments) {
            specs.add(Spec.like(a));
        }
        Program program =
                programs.computeIfAbsent(specs, s -> Program.of(s, backend, (tf, in) -> body.build(tf, floats(in))));
        return program.call(List.of(arguments));
    }

    /** The gradients of the (summed) first output with respect to the arguments of the given numbers: one output for each. */
    public Fn grad(int... arguments) {
        return new Fn((tf, in) -> Grad.of(tf, first(tf, in), select(in, arguments)), backend);
    }

    /** The first output, then its gradients. */
    public Fn valueAndGrad(int... arguments) {
        return new Fn(
                (tf, in) -> {
                    Operand<?> y = first(tf, in);
                    List<Operand<?>> out = new ArrayList<>(List.of(y));
                    out.addAll(Grad.of(tf, y, select(in, arguments)));
                    return out;
                },
                backend);
    }

    /** Vector-Jacobian product: takes one more argument, the cotangent of the first output; gives a gradient for each argument. */
    public Fn vjp() {
        return new Fn(
                (tf, in) -> {
                    List<Operand<TFloat32>> x = in.subList(0, in.size() - 1);
                    return Grad.of(tf, List.of(first(tf, x)), x, List.of(in.get(in.size() - 1)));
                },
                backend);
    }

    /**
     * Jacobian-vector product with respect to argument 0: takes one more argument, the tangent of argument 0, and gives the
     * directional derivative of the first output. (Two reverse passes: the first is linear in its cotangent, the second
     * differentiates by it.)
     */
    public Fn jvp() {
        return new Fn(
                (tf, in) -> {
                    List<Operand<TFloat32>> x = in.subList(0, in.size() - 1);
                    Operand<?> y = first(tf, x);
                    Operand<TFloat32> cotangent = tf.zerosLike(Trace.floats(y));
                    List<Operand<?>> pulled = Grad.of(tf, List.of(y), List.of(x.get(0)), List.of(cotangent));
                    return Grad.of(tf, pulled, List.of(cotangent), List.of(in.get(in.size() - 1)));
                },
                backend);
    }

    /** Hessian-vector product of a scalar function with respect to argument 0; takes one more argument, the vector. */
    public Fn hvp() {
        return new Fn(
                (tf, in) -> {
                    List<Operand<TFloat32>> x = in.subList(0, in.size() - 1);
                    List<Operand<?>> g = Grad.of(tf, first(tf, x), List.of(x.get(0)));
                    return Grad.of(tf, g, List.of(x.get(0)), List.of(in.get(in.size() - 1)));
                },
                backend);
    }

    /**
     * The Jacobian of the first output with respect to argument 0 at the given arguments, shape (shape of output, shape of
     * argument); one reverse pass for each element of the output.
     */
    public Nd jacobian(Nd... arguments) {
        Nd y = call(arguments);
        Nd x = arguments[0];
        try (Fn pull = vjp()) {
            Nd[] extended = java.util.Arrays.copyOf(arguments, arguments.length + 1);
            Nd[] rows = new Nd[y.size()];
            for (int i = 0; i < rows.length; i++) {
                double[] unit = new double[y.size()];
                unit[i] = 1;
                extended[arguments.length] = Nd.of(unit, y.shape()).cast(y.dtype());
                rows[i] = pull.callAll(extended).get(0).reshape(1, x.size());
            }
            int[] shape = IntStream.concat(IntStream.of(y.shape()), IntStream.of(x.shape()))
                    .toArray();
            return Nd.concat(rows).reshape(shape);
        }
    }

    /** The matrix of second derivatives of a scalar function with respect to argument 0. */
    public Nd hessian(Nd... arguments) {
        try (Fn gradient = grad(0)) {
            return gradient.jacobian(arguments);
        }
    }

    private Operand<?> first(Ops tf, List<Operand<TFloat32>> in) {
        return body.build(tf, in).get(0);
    }

    private static List<Operand<TFloat32>> select(List<Operand<TFloat32>> in, int[] arguments) {
        return IntStream.of(arguments).mapToObj(in::get).toList();
    }

    private static List<Operand<TFloat32>> floats(List<Operand<?>> in) {
        return in.stream().map(Trace::floats).toList();
    }

    /** Frees the compiled programs; the next call compiles again. */
    @Override
    public void close() {
        programs.values().forEach(Program::close);
        programs.clear();
    }
}
