package org.dmol.data.analysis;

import java.util.Arrays;
import org.dmol.array.Nd;

/**
 * Logistic regression at its optimum, by Newton's method as weighted least squares, repeated with new weights (McCullagh and Nelder,
 * Generalized Linear Models, 2nd edition, 1989, section 2.5): minimises the sum of the cross-entropies plus {@code lambda |w|^2 / 2}.
 * The intercept is not penalised. {@code lambda} is scikit-learn's 1 / C.
 */
public final class LogisticRegression {
    private static final int STEPS = 100;
    private static final int HALVINGS = 30;
    private static final double TOLERANCE = 1e-12;

    /** Of a row, so that a probability that rounds to 0 or 1 still has a working response. */
    private static final double LEAST_WEIGHT = 1e-12;

    private final LinearFit logit;

    private LogisticRegression(LinearFit logit) {
        this.logit = logit;
    }

    /**
     * The fit of {@code x} (n, d) to labels 0 and 1.
     *
     * @param lambda strength of the penalty, at least 0
     * @throws IllegalArgumentException if only one class occurs
     * @throws ArithmeticException if no optimum is found: without a penalty there is none when a plane separates the classes
     */
    public static LogisticRegression fit(Nd x, int[] labels, double lambda) {
        int n = labels.length;
        int positives = BinaryLabels.requireBoth(labels, new double[n], "logistic regression");
        LinearFit now = new LinearFit(new double[x.dim(1)], Math.log((double) positives / (n - positives)));
        double loss = loss(now, x, labels, lambda);
        for (int step = 0; step < STEPS; step++) {
            LinearFit target = newton(now, x, labels, lambda);
            LinearFit next = target;
            double reached = loss(next, x, labels, lambda);
            for (int h = 1; h <= HALVINGS && !(reached <= loss); h++) {
                next = between(now, target, Math.pow(0.5, h));
                reached = loss(next, x, labels, lambda);
            }
            if (!(loss - reached > TOLERANCE * loss)) {
                return new LogisticRegression(reached <= loss ? next : now);
            }
            now = next;
            loss = reached;
        }
        throw new ArithmeticException(
                "Logistic regression has no optimum after " + STEPS + " steps; a penalty gives it one.");
    }

    private static LinearFit newton(LinearFit now, Nd x, int[] labels, double lambda) {
        double[] response = now.predict(x);
        double[] weights = new double[response.length];
        for (int i = 0; i < weights.length; i++) {
            double p = probability(response[i]);
            weights[i] = Math.max(p * (1 - p), LEAST_WEIGHT);
            response[i] += (labels[i] - p) / weights[i];
        }
        return Ridge.weighted(x, response, weights, Intercept.JOINT).fit(lambda);
    }

    private static LinearFit between(LinearFit a, LinearFit b, double share) {
        double[] w = new double[a.weights().length];
        Arrays.setAll(w, j -> a.weights()[j] + share * (b.weights()[j] - a.weights()[j]));
        return new LinearFit(w, a.intercept() + share * (b.intercept() - a.intercept()));
    }

    private static double loss(LinearFit fit, Nd x, int[] labels, double lambda) {
        double[] v = fit.predict(x);
        double sum = lambda * Mat.dot(fit.weights(), fit.weights()) / 2;
        for (int i = 0; i < v.length; i++) {
            sum += Math.max(v[i], 0) - v[i] * labels[i] + Math.log1p(Math.exp(-Math.abs(v[i])));
        }
        return sum;
    }

    private static double probability(double v) {
        return 1 / (1 + Math.exp(-v));
    }

    /** Weights and intercept of the log-odds. */
    public LinearFit logit() {
        return logit;
    }

    /** Probabilities of class 1 for the rows of {@code x} (n, d). */
    public double[] predict(Nd x) {
        return Arrays.stream(logit.predict(x))
                .map(LogisticRegression::probability)
                .toArray();
    }
}
