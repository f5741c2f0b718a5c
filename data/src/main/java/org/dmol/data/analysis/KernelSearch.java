package org.dmol.data.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import org.dmol.array.Nd;

/**
 * Width and strength of a kernel ridge regression by leave-one-out error.
 *
 * @param trials all combinations, best first
 */
public record KernelSearch(List<Trial> trials) {

    /**
     * One combination.
     *
     * @param width kernel width
     * @param lambda ridge strength
     * @param mse mean squared leave-one-out residual
     */
    public record Trial(double width, double lambda, double mse) {}

    /** Tries every width with every lambda; {@code family} makes a kernel of a width, such as {@code Kernel::gaussian}. */
    public static KernelSearch run(DoubleFunction<Kernel> family, Nd x, double[] y, double[] widths, double[] lambdas) {
        List<Trial> trials = new ArrayList<>();
        for (double width : widths) {
            Nd matrix = family.apply(width).matrix(x, x);
            for (double lambda : lambdas) {
                double[] r = KernelRidge.fit(matrix, y, lambda).leaveOneOutResiduals();
                trials.add(new Trial(width, lambda, Mat.dot(r, r) / r.length));
            }
        }
        trials.sort(Comparator.comparingDouble(Trial::mse));
        return new KernelSearch(List.copyOf(trials));
    }

    /** The combination of least error. */
    public Trial best() {
        return trials.get(0);
    }
}
