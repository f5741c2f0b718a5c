package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;
import static org.dmol.tf.grad.Site.grads;

import java.util.function.BinaryOperator;

/**
 * Gradients of special functions. A derivative that has no formula here (for example of the incomplete beta function by
 * its parameters) is NaN, so that its use shows.
 */
final class SpecialFunctionGradients {
    private SpecialFunctionGradients() {}

    /** {@code dy/dx} from x and y. */
    private static void unary(String type, BinaryOperator<Val> derivative) {
        rule(type, s -> grads(s.dy().mul(derivative.apply(s.in(0), s.out(0)))));
    }

    static void register() {
        unary("Erfc", (x, y) -> x.square().neg().exp().mul(-2 / Math.sqrt(Math.PI)));
        unary("Digamma", (x, y) -> x.number(1).apply("Polygamma", x));
        unary("Expint", (x, y) -> x.exp().div(x));
        unary("Dawsn", (x, y) -> x.mul(y).mul(-2).add(1));
        unary("Spence", (x, y) -> {
            Val atOne = x.same(x.number(1)), safe = atOne.select(x.number(2), x);
            return atOne.select(x.number(-1), safe.log().div(safe.subFrom(1)));
        });
        unary("FresnelSin", (x, y) -> x.square().mul(Math.PI / 2).apply("Sin"));
        unary("FresnelCos", (x, y) -> x.square().mul(Math.PI / 2).apply("Cos"));
        bessel();
        logarithmic();
        incomplete();
    }

    private static void bessel() {
        unary("BesselI0", (x, y) -> x.apply("BesselI1"));
        unary("BesselI1", (x, y) -> x.apply("BesselI0").sub(overX(x, y, 0.5)));
        unary("BesselI0e", (x, y) -> x.apply("BesselI1e").sub(x.apply("Sign").mul(y)));
        unary(
                "BesselI1e",
                (x, y) -> x.apply("BesselI0e")
                        .sub(overX(x, y, 0.5))
                        .sub(x.apply("Sign").mul(y)));
        unary("BesselK0", (x, y) -> x.apply("BesselK1").neg());
        unary("BesselK1", (x, y) -> x.apply("BesselK0").add(y.div(x)).neg());
        unary("BesselK0e", (x, y) -> y.sub(x.apply("BesselK1e")));
        unary("BesselK1e", (x, y) -> y.sub(y.div(x)).sub(x.apply("BesselK0e")));
        unary("BesselJ0", (x, y) -> x.apply("BesselJ1").neg());
        unary("BesselJ1", (x, y) -> x.apply("BesselJ0").sub(overX(x, y, 0.5)));
        unary("BesselY0", (x, y) -> x.apply("BesselY1").neg());
        unary("BesselY1", (x, y) -> x.apply("BesselY0").sub(y.div(x)));
    }

    /** {@code y / x}, with its limit at x = 0. */
    private static Val overX(Val x, Val y, double limit) {
        Val zero = x.same(x.number(0));
        return zero.select(x.number(limit), y.div(zero.select(x.number(1), x)));
    }

    private static void logarithmic() {
        rule("Xlogy", s -> {
            Val x = s.in(0), y = s.in(1);
            Val dx = nonZero(x).apply("Xlogy", y), dy = x.apply("Xdivy", y);
            return grads(s.dy().mul(dx).sumTo(x), s.dy().mul(dy).sumTo(y));
        });
        rule("Xlog1py", s -> {
            Val x = s.in(0), y = s.in(1);
            Val dx = nonZero(x).apply("Xlog1py", y), dy = x.apply("Xdivy", y.add(1));
            return grads(s.dy().mul(dx).sumTo(x), s.dy().mul(dy).sumTo(y));
        });
        rule("Xdivy", s -> {
            Val x = s.in(0), y = s.in(1);
            Val dx = nonZero(x).apply("Xdivy", y), dy = x.neg().apply("Xdivy", y.square());
            return grads(s.dy().mul(dx).sumTo(x), s.dy().mul(dy).sumTo(y));
        });
        rule(
                "MulNoNan",
                s -> { // zero where y is zero, whatever x is
                    Val x = s.in(0), y = s.in(1), g = s.dy();
                    return grads(
                            g.apply("MulNoNan", y).sumTo(x),
                            x.apply("MulNoNan", g).sumTo(y));
                });
    }

    private static Val nonZero(Val x) {
        return x.apply("NotEqual", x.number(0)).castLike(x);
    }

    private static void incomplete() {
        rule("Polygamma", s -> {
            Val n = s.in(0), x = s.in(1);
            return grads(
                    unknown(s, n), s.dy().mul(n.add(1).apply("Polygamma", x)).sumTo(x));
        });
        rule("Zeta", s -> {
            Val x = s.in(0), q = s.in(1);
            return grads(
                    unknown(s, x),
                    s.dy().mul(x.neg().mul(x.add(1).apply("Zeta", q))).sumTo(q));
        });
        rule("Igamma", s -> {
            Val a = s.in(0), x = s.in(1), g = s.dy();
            return grads(
                    g.mul(a.apply("IgammaGradA", x)).sumTo(a),
                    g.mul(gammaDensity(a, x)).sumTo(x));
        });
        rule("Igammac", s -> {
            Val a = s.in(0), x = s.in(1), g = s.dy().neg();
            return grads(
                    g.mul(a.apply("IgammaGradA", x)).sumTo(a),
                    g.mul(gammaDensity(a, x)).sumTo(x));
        });
        rule("Betainc", s -> {
            Val a = s.in(0), b = s.in(1), x = s.in(2);
            Val lbeta = a.apply("Lgamma").add(b.apply("Lgamma")).sub(a.add(b).apply("Lgamma"));
            Val logDensity = b.add(-1)
                    .apply("Xlog1py", x.neg())
                    .add(a.add(-1).apply("Xlogy", x))
                    .sub(lbeta);
            return grads(
                    unknown(s, a), unknown(s, b), s.dy().mul(logDensity.exp()).sumTo(x));
        });
    }

    private static Val gammaDensity(Val a, Val x) {
        return a.add(-1).apply("Xlogy", x).sub(x).sub(a.apply("Lgamma")).exp();
    }

    private static Val unknown(Site s, Val like) {
        return s.dy().mul(Double.NaN).sum(s.dy().axes()).broadcast(like.dims());
    }
}
