package org.dmol.probability.models;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.probability.Bijector;
import org.dmol.probability.Distribution;
import org.dmol.probability.distributions.TransformedDistribution;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TInt32;

/**
 * Distributions and autoencoders as SavedModels.
 *
 * <p>{@code log_prob}: {@code x} to {@code log_prob}. {@code sample}: {@code n} (int32, scalar) and {@code seed} (int32, two numbers) to
 * {@code x}; equal seeds give equal samples. {@code encode} and {@code decode}: between {@code x} and the latent {@code z}.
 * {@code serving_default} is {@code log_prob} of a distribution and {@code encode} of an autoencoder.
 */
public final class Signatures {
    private Signatures() {}

    /**
     * A distribution with {@code log_prob} and {@code sample}; where it is a base distribution through a bijector, with {@code encode}
     * (the inverse) and {@code decode} (the forward mapping), too.
     */
    public static SavedModelWriter of(Distribution d) {
        if (d.batchShape().numDimensions() != 0) {
            throw new IllegalArgumentException("Only a single distribution can be exported, not a batch: " + d + ".");
        }
        Map<String, Spec> events = rows("x", d.floatType(), d.eventShape());
        SavedModelWriter.Body density = (c, in) -> Map.of("log_prob", d.logProb(c, in.get(0)));
        SavedModelWriter writer = new SavedModelWriter()
                .signature("serving_default", events, density)
                .signature("log_prob", events, density)
                .signature(
                        "sample",
                        draws(),
                        (c, in) -> Map.of("x", d.sample(seeded(c, in.get(1)), number(c, in.get(0)))));
        if (d instanceof TransformedDistribution t) {
            Bijector b = t.bijector();
            Map<String, Spec> latent = rows("z", d.floatType(), t.base().eventShape());
            writer.signature("encode", events, (c, in) -> Map.of("z", b.inverse(c, in.get(0))))
                    .signature("decode", latent, (c, in) -> Map.of("x", b.forward(c, in.get(0))));
        }
        return writer;
    }

    /**
     * An autoencoder with {@code encode} ({@code mean} and {@code stddev} of the posterior), {@code decode} (the mean of the decoder's
     * distribution), {@code sample}, and {@code log_prob}: the importance-weighted bound of the log-likelihood, which takes a seed.
     *
     * @param boundSamples samples of the posterior for the bound
     */
    public static SavedModelWriter of(Vae vae, int boundSamples) {
        DType type = vae.encoder().weights().get(0).dtype();
        Map<String, Spec> examples = rows("x", type, Shape.of(vae.features()));
        SavedModelWriter.Body encode = (c, in) -> {
            Distribution posterior = vae.encode(c, in.get(0));
            Map<String, Operand<?>> out = new LinkedHashMap<>();
            out.put("mean", posterior.mean(c));
            out.put("stddev", posterior.stddev(c));
            return out;
        };
        Map<String, Spec> seeded = new LinkedHashMap<>(examples);
        seeded.put("seed", Spec.of(DType.INT32, 2));
        return new SavedModelWriter()
                .signature("serving_default", examples, encode)
                .signature("encode", examples, encode)
                .signature(
                        "decode",
                        rows("z", type, Shape.of(vae.latent())),
                        (c, in) -> Map.of("x", vae.decode(c, in.get(0)).mean(c)))
                .signature("sample", draws(), (c, in) -> Map.of("x", sample(seeded(c, in.get(1)), vae, in.get(0))))
                .signature(
                        "log_prob",
                        seeded,
                        (c, in) -> Map.of("log_prob", vae.logProbBound(seeded(c, in.get(1)), in.get(0), boundSamples)));
    }

    private static Expr sample(Ctx c, Vae vae, Operand<?> n) {
        Expr z = vae.prior().sample(c, number(c, n));
        return vae.decode(c, z).sample(c);
    }

    private static Map<String, Spec> rows(String name, DType type, Shape event) {
        return Map.of(name, new Spec(type, Shape.of(-1).append(event)));
    }

    private static Map<String, Spec> draws() {
        Map<String, Spec> out = new LinkedHashMap<>();
        out.put("n", Spec.of(DType.INT32));
        out.put("seed", Spec.of(DType.INT32, 2));
        return out;
    }

    private static Dims number(Ctx c, Operand<?> n) {
        return Dims.of(c.tf().reshape(Trace.<TInt32>as(n), c.tf().constant(new int[] {1})));
    }

    /** The same trace with random numbers of its own seed. */
    private static Ctx seeded(Ctx c, Operand<?> seed) {
        return Ctx.builder(c.tf())
                .weights(c::readAny)
                .seed(Trace.<TInt32>as(seed))
                .build();
    }
}
