package org.dmol.chapters.vae;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Reference;
import org.dmol.layers.models.Sequential;
import org.dmol.probability.Distribution;
import org.dmol.probability.KlDivergence;
import org.dmol.probability.math.Expr;
import org.dmol.probability.models.Likelihood;
import org.dmol.probability.models.Vae;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The autoencoder of classes with the weights, examples and noise that {@code chapters/python/vae.py} gets too. */
final class VaeReference {
    private static final double TOLERANCE = 1e-5;
    private static final double BETA = 0.2;

    private VaeReference() {}

    static List<Reference> of(Map<String, Nd> in) {
        Nd x = in.get("x").cast(DType.FLOAT32);
        Nd noise = in.get("noise").cast(DType.FLOAT32);
        try (Vae vae = Networks.small(Classes.BINS, Classes.BINS, Likelihood.categorical(), new NumpyRandom(0))) {
            ((Sequential) vae.encoder()).setWeights(weights(in, "encoder"));
            ((Sequential) vae.decoder()).setWeights(weights(in, "decoder"));
            List<Nd> posterior = vae.encode(x);
            try (Fn loss = Fn.of((tf, a) -> loss(Ctx.inference(tf), vae, a));
                    Fn slope = loss.grad(0)) {
                return List.of(
                        Reference.of("mu", "posterior means", TOLERANCE, array(posterior.get(0))),
                        Reference.of("sigma", "posterior deviations", TOLERANCE, array(posterior.get(1))),
                        Reference.of("decoded", "decoded probabilities", TOLERANCE, array(vae.decode(noise))),
                        Reference.of("loss", "loss, β = 0.2", TOLERANCE, array(loss.call(x, noise, x))),
                        Reference.of("gradient", "its gradient", TOLERANCE, array(slope.call(x, noise, x))));
            }
        }
    }

    private static List<Nd> weights(Map<String, Nd> in, String part) {
        return IntStream.range(0, 6)
                .mapToObj(i -> in.get(part + i).cast(DType.FLOAT32))
                .toList();
    }

    /** For arguments (examples, noise, targets), so that the gradient is that of the encoder's input alone. */
    private static Expr loss(Ctx c, Vae vae, List<Operand<TFloat32>> in) {
        Distribution posterior = vae.encode(c, in.get(0));
        Expr z = posterior.stddev(c).times(in.get(1)).plus(posterior.mean(c));
        Expr reconstruction = vae.decode(c, z).logProb(c, in.get(2)).neg();
        Expr kl = KlDivergence.exact(posterior, vae.prior()).in(c);
        return reconstruction.plus(kl.times(BETA)).mean();
    }

    private static double[] array(Nd a) {
        return a.cast(DType.FLOAT64).doubles();
    }
}
