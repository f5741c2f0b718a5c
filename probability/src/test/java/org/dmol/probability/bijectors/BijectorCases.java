package org.dmol.probability.bijectors;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.layers.Initializers;
import org.dmol.probability.Bijector;
import org.dmol.probability.bijectors.BijectorContractTest.Case;

/** The bijectors that the contract is checked for, each with four rows of arguments. */
final class BijectorCases {
    private static final int ROWS = 4;

    private BijectorCases() {}

    static List<Case> all() {
        List<Case> out = new ArrayList<>();
        elementwise(out);
        vectors(out);
        flows(out);
        couplings(out);
        return out;
    }

    private static Nd normal(int... shape) {
        return new NumpyRandom(7).randn(shape);
    }

    private static void add(List<Case> out, String name, Bijector b, int... event) {
        int[] shape = new int[event.length + 1];
        shape[0] = ROWS;
        System.arraycopy(event, 0, shape, 1, event.length);
        out.add(new Case(name, b, normal(shape)));
    }

    private static void elementwise(List<Case> out) {
        add(out, "identity", new Identity(), 3);
        add(out, "shift", new Shift(0.5, -1, 2), 3);
        add(out, "scale", new Scale(2, -0.5, 3), 3);
        add(out, "log scale", Scale.ofLog(org.dmol.probability.Param.of(0.3)), 3);
        add(out, "exp", new Exp(), 3);
        add(out, "tanh", new Tanh(), 3);
        add(out, "sigmoid", new Sigmoid(), 3);
        add(out, "softplus", new Softplus(), 3);
        add(out, "shift of scale", new Chain(new Shift(0.5, 0.25), new Scale(1, 0.5)), 2);
        add(out, "inverse of exp", new Chain(new Invert(new Exp()), new Softplus()), 3);
    }

    private static void vectors(List<Case> out) {
        add(out, "permute", new Permute(2, 0, 3, 1), 4);
        add(out, "reverse", Permute.reverse(5), 5);
        Nd tril = Nd.of(new double[] {0.7, 0, 0, 1.2, -1.5, 0, 0.4, 0.3, 2}, 3, 3);
        add(out, "lower triangular", new ScaleTriL(tril), 3);
        add(out, "affine, triangular", Affine.tril(Nd.vector(1.0, 2.0, 3.0), tril), 3);
        add(out, "affine, diagonal", Affine.diag(Nd.vector(1.0, 2.0, 3.0), Nd.vector(0.5, -2.0, 3.0)), 3);
        add(out, "reverse, any length", new Reverse(), 3);
        add(out, "reshape", new Chain(new Exp(), new Reshape(new int[] {4}, new int[] {2, 2})), 4);
        add(out, "split", new Split(new int[] {1, 3}, new Exp(), RealNvp.of(3, 1, 4)), 4);
        add(out, "invertible linear", InvertibleLinear.random(4, 3), 4);
        add(out, "act norm", new ActNorm(3).initialize(new NumpyRandom(1).normal(2, 3, 50, 3)), 3);
        add(out, "batch normalization", new BatchNormalization(3), 3);
        add(out, "scale, permute, tanh", new Chain(new Scale(2.0), new Permute(1, 2, 0), new Tanh()), 3);
    }

    private static AutoregressiveNetwork network(int parameters, int... hidden) {
        return new AutoregressiveNetwork(parameters, hidden)
                .activation("tanh")
                .kernelInitializer(Initializers.randomNormal(0, 0.4));
    }

    private static void flows(List<Case> out) {
        add(out, "autoregressive, 2", new MaskedAutoregressiveFlow(2, network(2, 8, 8)), 2);
        add(out, "autoregressive, 5", new MaskedAutoregressiveFlow(5, network(2, 16, 16)), 5);
        add(
                out,
                "autoregressive, random degrees, right to left",
                new MaskedAutoregressiveFlow(5, network(2, 16, 16).rightToLeft().randomDegrees(3)),
                5);
        add(
                out,
                "autoregressive, own order",
                new MaskedAutoregressiveFlow(4, network(2, 16).inputOrder(2, 4, 1, 3)),
                4);
        add(out, "autoregressive, clamped", new MaskedAutoregressiveFlow(3, network(2, 8)).softClamp(0.5), 3);
        add(out, "inverse autoregressive", new Invert(new MaskedAutoregressiveFlow(4, network(2, 8))), 4);
        add(
                out,
                "three autoregressive flows and permutations",
                new Chain(
                        new MaskedAutoregressiveFlow(2, network(2, 8)),
                        new Permute(1, 0),
                        new MaskedAutoregressiveFlow(2, network(2, 8)),
                        new Permute(1, 0)),
                2);
    }

    private static void couplings(List<Case> out) {
        add(out, "real nvp", RealNvp.of(4, 2, 8), 4);
        add(out, "real nvp, clamped", RealNvp.of(5, 1, 8, 8).softClamp(0.3), 5);
        add(
                out,
                "spline",
                new RationalQuadraticSpline(
                        Nd.vector(1.0, 0.5, 2.5), Nd.vector(0.5, 2.0, 1.5), Nd.vector(0.3, 2.0), -2),
                6);
        add(out, "spline coupling", SplineCoupling.of(4, 2, 5, 2, 8), 4);
    }
}
