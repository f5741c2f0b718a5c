package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;
import static org.dmol.tf.grad.Site.grads;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.proto.DataType;

/** Discrete Fourier transforms, and the absolute value of complex numbers. */
final class FourierGradients {
    private FourierGradients() {}

    static void register() {
        for (int axes = 1; axes <= 3; axes++) {
            int n = axes;
            String suffix = n == 1 ? "" : n + "D";
            rule("FFT" + suffix, s -> {
                Val back = s.dy().apply("IFFT" + suffix);
                return grads(back.mul(size(s, s.in(0), n).cast(back.dtype())));
            });
            rule("IFFT" + suffix, s -> {
                Val back = s.dy().apply("FFT" + suffix);
                return grads(back.div(size(s, s.in(0), n).cast(back.dtype())));
            });
        }
        rule("RFFT", FourierGradients::rfft);
        rule("IRFFT", FourierGradients::irfft);
        rule("ComplexAbs", s -> {
            Val x = s.in(0);
            return grads(s.dy().cast(x.dtype()).mul(x.apply("Sign")));
        });
    }

    /** Number of points of the transform over the last axes, in the real type. */
    private static Val size(Site s, Val x, int axes) {
        Val last = s.scalar(0).apply("Range", s.scalar(axes), s.scalar(1)).sub(s.scalar(axes));
        Val n = x.dims().gather(last.add(x.apply("Rank")), 0).apply("Prod", s.ints(0));
        return n.cast(
                x.dtype() == DataType.DT_COMPLEX128 || x.dtype() == DataType.DT_DOUBLE
                        ? DataType.DT_DOUBLE
                        : DataType.DT_FLOAT);
    }

    /** RFFT keeps the first half of the spectrum of x, cut or padded to n points: the other half gets no gradient. */
    private static List<Operand<?>> rfft(Site s) {
        Val x = s.in(0), n = s.in(1);
        Val full = resize(s, s.dy(), n).apply("IFFT");
        Val real = full.cast(x.dtype()); // not Real: its gradient is for complex64 only
        return grads(resize(s, real.mul(scalar(s, n).castLike(x)), last(s, x)), null);
    }

    /** IRFFT counts each frequency twice (its mirror image), save the first, and the last if n is even. */
    private static List<Operand<?>> irfft(Site s) {
        Val x = s.in(0), n = s.in(1), g = s.dy();
        Val spectrum = s.raw("RFFT").in(g, n).attr("Tcomplex", x.dtype()).val();
        Val count = scalar(s, n), half = last(s, spectrum);
        Val k = s.scalar(0).apply("Range", scalar(s, half), s.scalar(1));
        Val once = k.same(s.scalar(0)).apply("LogicalOr", k.mul(s.scalar(2)).same(count));
        Val weight = once.select(s.scalar(1), s.scalar(2)).castLike(g).div(count.castLike(g));
        return grads(resize(s, spectrum.mul(weight.cast(x.dtype())), last(s, x)), null);
    }

    private static Val scalar(Site s, Val one) {
        return one.gather(s.scalar(0), 0);
    }

    /** The last axis' size, shape (1). */
    private static Val last(Site s, Val x) {
        return x.dims().gather(s.ints(-1).add(x.apply("Rank")), 0);
    }

    /** Cuts or pads the last axis with zeros to n points. */
    private static Val resize(Site s, Val x, Val n) {
        Val before = x.dims()
                .apply("Slice", s.ints(0), x.apply("Rank").sub(s.scalar(1)).expand(0));
        Val now = last(s, x), kept = now.apply("Minimum", n);
        Val cut = x.apply("Slice", x.dims().zeros(), join(s, before, kept));
        return join(s, -1, cut, x.number(0).broadcast(join(s, before, n.sub(kept))));
    }

    private static Val join(Site s, Val... parts) {
        return join(s, 0, parts);
    }

    private static Val join(Site s, int axis, Val... parts) {
        return s.raw("ConcatV2").list(List.of(parts)).in(s.scalar(axis)).val();
    }
}
