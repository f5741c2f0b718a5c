package org.dmol.probability;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.dmol.array.Nd;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Var;

/**
 * The Kullback-Leibler divergence KL(p || q) = E_p[log p - log q] in nats: in closed form where one is registered for the two kinds of
 * distributions, otherwise an estimate from samples of p, which {@link #isEstimate} tells.
 *
 * <pre>{@code
 * KlDivergence kl = KlDivergence.of(new Normal(0, 1), new Normal(1, 2));
 * double nats = kl.value().item();
 * }</pre>
 */
public final class KlDivergence {
    /** The closed form for two kinds of distributions. */
    @FunctionalInterface
    public interface ClosedForm<P, Q> {
        /** KL(p || q), shape (batch). */
        Expr of(Ctx c, P p, Q q);
    }

    private record Pair(Class<?> p, Class<?> q) {}

    private record Entry(
            ClosedForm<Distribution, Distribution> form, BiPredicate<Distribution, Distribution> applies) {}

    private static final Map<Pair, Entry> KNOWN = new LinkedHashMap<>();

    static {
        org.dmol.probability.distributions.ClosedForms.register();
    }

    private final Distribution p;
    private final Distribution q;
    private final ClosedForm<Distribution, Distribution> form;
    private final int samples;
    private final Evaluator evaluator = new Evaluator(this);

    private KlDivergence(Distribution p, Distribution q, ClosedForm<Distribution, Distribution> form, int samples) {
        this.p = p;
        this.q = q;
        this.form = form;
        this.samples = samples;
    }

    /** Registers the closed form for two kinds of distributions; a later registration replaces an earlier one. */
    public static <P extends Distribution, Q extends Distribution> void register(
            Class<P> p, Class<Q> q, ClosedForm<P, Q> form) {
        register(p, q, form, (a, b) -> true);
    }

    /** Registers a closed form that holds for some distributions of the two kinds only. */
    @SuppressWarnings("unchecked")
    public static synchronized <P extends Distribution, Q extends Distribution> void register(
            Class<P> p, Class<Q> q, ClosedForm<P, Q> form, BiPredicate<P, Q> applies) {
        KNOWN.put(
                new Pair(p, q), new Entry((c, a, b) -> form.of(c, (P) a, (Q) b), (a, b) -> applies.test((P) a, (Q) b)));
    }

    private static synchronized ClosedForm<Distribution, Distribution> find(Distribution p, Distribution q) {
        Entry e = KNOWN.get(new Pair(p.getClass(), q.getClass()));
        return e == null || !e.applies().test(p, q) ? null : e.form();
    }

    /** Whether there is a closed form of KL(p || q). */
    public static boolean isClosed(Distribution p, Distribution q) {
        return find(p, q) != null;
    }

    /** The divergence: in closed form, or estimated from 1000 samples. */
    public static KlDivergence of(Distribution p, Distribution q) {
        return new KlDivergence(p, q, find(p, q), 1000);
    }

    /**
     * The divergence in closed form.
     *
     * @throws UnsupportedOperationException if none is registered
     */
    public static KlDivergence exact(Distribution p, Distribution q) {
        KlDivergence kl = of(p, q);
        if (kl.isEstimate()) {
            throw new UnsupportedOperationException("There is no closed form of KL(" + p.name() + " || " + q.name()
                    + "); KlDivergence.of estimates it from samples.");
        }
        return kl;
    }

    /** The divergence estimated from the given number of samples of p, whether there is a closed form or not. */
    public static KlDivergence estimate(Distribution p, Distribution q, int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("An estimate needs at least 1 sample, not " + samples + ".");
        }
        return new KlDivergence(p, q, null, samples);
    }

    /** Whether the value is a Monte-Carlo estimate. */
    public boolean isEstimate() {
        return form == null;
    }

    /** KL(p || q) in a trace, shape (batch). */
    public Expr in(Ctx c) {
        if (form != null) {
            return form.of(c, p, q);
        }
        Sampled x = p.sampleAndLogProb(c, samples);
        return x.logProb().minus(q.logProb(c, x.value())).mean(0);
    }

    /** KL(p || q) as an array, shape (batch); an estimate with seed 0. */
    public Nd value() {
        return value(0);
    }

    /** KL(p || q) as an array; the seed is that of an estimate. */
    public Nd value(long seed) {
        if (p.isTraced() || q.isTraced()) {
            throw new IllegalStateException(
                    "A parameter is an operand of a trace; evaluate the divergence in that trace.");
        }
        Set<Var> vars = new LinkedHashSet<>(p.vars());
        vars.addAll(q.vars());
        return evaluator
                .call("kl", List.copyOf(vars), List.of(), List.of(), seed, (c, in) -> List.of(in(c)))
                .get(0);
    }

    /** What it is and how it is computed. */
    @Override
    public String toString() {
        return "KL(" + p.name() + " || " + q.name() + "), "
                + (isEstimate() ? "Monte-Carlo estimate from " + samples + " samples" : "closed form");
    }
}
