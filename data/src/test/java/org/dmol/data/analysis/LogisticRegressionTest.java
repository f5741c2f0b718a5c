package org.dmol.data.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticRegressionTest {
    /** The gradient of the penalised loss is zero at the optimum, in all weights and in the intercept. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-6, 0.5, 20})
    void gradientIsZero(double lambda) {
        NumpyRandom random = new NumpyRandom(3);
        Nd x = random.normal(0, 2, 300, 4);
        int[] y = new int[300];
        for (int i = 0; i < y.length; i++) {
            y[i] = x.get(i, 0) - 0.5 * x.get(i, 2) + 2 * random.nextGaussian() > 0.3 ? 1 : 0;
        }
        LogisticRegression fit = LogisticRegression.fit(x, y, lambda);
        double[] p = fit.predict(x);
        double constant = 0;
        double[] gradient = new double[4];
        for (int i = 0; i < y.length; i++) {
            constant += p[i] - y[i];
            for (int j = 0; j < 4; j++) {
                gradient[j] += (p[i] - y[i]) * x.get(i, j);
            }
        }
        assertThat(constant).isCloseTo(0, within(1e-4));
        for (int j = 0; j < 4; j++) {
            assertThat(gradient[j] + lambda * fit.logit().weights()[j]).isCloseTo(0, within(1e-4));
        }
        assertThat(fit.logit().weights()[0]).isPositive();
    }

    /** With one feature of two values the probabilities are the shares. */
    @Test
    void twoGroupsGetTheirShares() {
        Nd x = Nd.of(new double[] {0, 0, 0, 0, 1, 1, 1, 1, 1}, 9, 1);
        double[] p = LogisticRegression.fit(x, new int[] {1, 0, 0, 0, 1, 1, 0, 1, 0}, 0)
                .predict(Nd.of(new double[] {0, 1}, 2, 1));
        assertThat(p).containsExactly(new double[] {0.25, 0.6}, within(1e-6));
    }

    @Test
    void columnsThatDependOnEachOtherAreFittedUnderAPenalty() {
        Nd x = Nd.of(new double[] {0, 0, 0, 0, 1, 1, 1, 1, 2, 2}, 5, 2);
        double[] w = LogisticRegression.fit(x, new int[] {0, 1, 0, 1, 1}, 0.1)
                .logit()
                .weights();
        assertThat(w[0]).isCloseTo(w[1], within(1e-9));
    }

    @Test
    void oneClassIsRefused() {
        assertThatThrownBy(() -> LogisticRegression.fit(Nd.of(new double[] {1, 2}, 2, 1), new int[] {1, 1}, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The logistic regression is undefined: all 2 labels are 1, both classes are needed.");
    }
}
