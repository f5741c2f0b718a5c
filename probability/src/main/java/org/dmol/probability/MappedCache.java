package org.dmol.probability;

import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.tensorflow.Output;

/**
 * What bijectors computed in a trace, so that nothing is computed twice: a sample of a transformed distribution is not inverted again to
 * get its log-probability.
 */
final class MappedCache {
    private static final Map<Ctx, MappedCache> OF_TRACE = new WeakHashMap<>();

    private record Key(Bijector bijector, Output<?> argument) {}

    private final Map<Key, Mapped> forward = new HashMap<>();
    private final Map<Key, Mapped> inverse = new HashMap<>();

    private MappedCache() {}

    static MappedCache of(Ctx c) {
        synchronized (OF_TRACE) {
            return OF_TRACE.computeIfAbsent(c, k -> new MappedCache());
        }
    }

    Mapped forward(Bijector b, Expr x, Supplier<Mapped> compute) {
        return get(b, x, forward, inverse, compute);
    }

    Mapped inverse(Bijector b, Expr y, Supplier<Mapped> compute) {
        return get(b, y, inverse, forward, compute);
    }

    private static Mapped get(
            Bijector b, Expr x, Map<Key, Mapped> there, Map<Key, Mapped> back, Supplier<Mapped> compute) {
        Key key = new Key(b, x.asOutput());
        Mapped known = there.get(key);
        if (known == null) {
            known = compute.get();
            there.put(key, known);
            back.put(
                    new Key(b, known.value().asOutput()),
                    new Mapped(x, known.logDet().neg()));
        }
        return known;
    }
}
