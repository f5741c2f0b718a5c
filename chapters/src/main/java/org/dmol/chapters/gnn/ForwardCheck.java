package org.dmol.chapters.gnn;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.molecules.NearestNeighbors;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;

/** The plane-group network in float64 on given points with given weights, both from a linear congruential generator. */
final class ForwardCheck {
    static final double[] LOGITS = {
        -0.10911233,
        -0.43948065,
        0.29971922,
        0.08444817,
        -0.36560842,
        0.05426894,
        -0.22706495,
        -0.06029973,
        -0.3644671,
        0.50161824,
        0.16782176,
        -0.29180519,
        0.05457444,
        -0.27174068,
        -0.1156156,
        0.50359129,
        0.47032897
    };

    private ForwardCheck() {}

    /** x becomes 1103515245 x + 12345 modulo 2^31; numbers in [0, 1). */
    private static double[] uniform(long seed, int n) {
        double[] out = new double[n];
        long x = seed;
        for (int i = 0; i < n; i++) {
            x = (1103515245L * x + 12345L) & 0x7fffffffL;
            out[i] = x / 2147483648.0;
        }
        return out;
    }

    static double[] points() {
        double[] p = uniform(7, 50);
        for (int i = 0; i < p.length; i++) {
            p[i] *= 10;
        }
        return p;
    }

    /** The same points turned by 0.7 rad, moved, and in reverse order. */
    static double[] moved(double[] p) {
        double[] out = new double[p.length];
        int n = p.length / 2;
        for (int i = 0; i < n; i++) {
            double x = p[2 * (n - 1 - i)];
            double y = p[2 * (n - 1 - i) + 1];
            out[2 * i] = Math.cos(0.7) * x - Math.sin(0.7) * y + 3;
            out[2 * i + 1] = Math.sin(0.7) * x + Math.cos(0.7) * y - 5;
        }
        return out;
    }

    static double[] logits(double[] points) {
        int n = points.length / 2;
        Nd index = NearestNeighbors.of(Nd.of(points, n, 2), PlaneGroupNet.NEIGHBOURS)
                .indices();
        int k = index.dim(1);
        double[] r = new double[n * k];
        for (int i = 0; i < r.length; i++) {
            int a = i / k;
            int b = index.ints()[i];
            r[i] = Math.hypot(points[2 * a] - points[2 * b], points[2 * a + 1] - points[2 * b + 1]);
        }
        Nd which = Nd.of(IntStream.range(0, r.length).toArray(), n, k);
        Nd shares = Nd.full(DType.FLOAT64, 1.0 / n, n);
        Nd set = Nd.zeros(DType.INT32, n);
        Nd one = Nd.zeros(DType.FLOAT64, 1);
        try (PlaneGroupNet net = new PlaneGroupNet(PlaneGroupNet.bookBasis())) {
            // The inner layers learn the shapes of their weights in a first trace.
            net.call(List.of(Nd.of(r, r.length), which, index, shares, set, one));
            Map<Var, Nd> weights = new IdentityHashMap<>();
            double[] u = uniform(1, (int) net.countParams());
            int at = 0;
            for (Var v : net.weights()) {
                double[] w = new double[v.value().size()];
                for (int i = 0; i < w.length; i++) {
                    w[i] = 0.6 * (u[at++] - 0.5);
                }
                weights.put(v, Nd.of(w, v.shape()));
            }
            try (Fn f = Fn.of((tf, in) -> {
                Ctx c = Ctx.builder(tf)
                        .weights(v -> Trace.constant(tf, weights.get(v)))
                        .build();
                return net.apply(
                                c,
                                List.of(
                                        in.get(0),
                                        Trace.constant(tf, which),
                                        Trace.constant(tf, index),
                                        in.get(1),
                                        Trace.constant(tf, set),
                                        Trace.constant(tf, one)))
                        .get(0);
            })) {
                return f.call(Nd.of(r, r.length), shares).doubles();
            }
        }
    }
}
