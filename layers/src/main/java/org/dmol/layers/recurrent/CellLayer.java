package org.dmol.layers.recurrent;

import java.util.Map;
import org.dmol.layers.Constraint;
import org.dmol.layers.Initializer;
import org.dmol.layers.Names;
import org.dmol.layers.Regularizer;

/**
 * A recurrent layer whose settings are those of its cell.
 *
 * @param <L> the layer itself, which the settings return
 * @param <C> the kind of cell
 */
public abstract class CellLayer<L extends CellLayer<L, C>, C extends KernelCell<C>> extends RecurrentLayer<L> {
    private final C cell;

    /** A layer that repeats the cell. */
    protected CellLayer(C cell) {
        super(cell);
        this.cell = cell;
        cell.named(Names.snakeCase(cell.className())); // Keras's name of it, whatever the layer is called
    }

    @Override
    public final C cell() {
        return cell;
    }

    /** Number of units. */
    public final int units() {
        return cell.units();
    }

    /** The activation of the state, by its name; default {@code tanh}. */
    public final L activation(String name) {
        cell.activation(name);
        return self();
    }

    /** Whether there is a bias; default true. */
    public final L useBias(boolean on) {
        cell.useBias(on);
        return self();
    }

    /** First values of the kernel; default Glorot uniform. */
    public final L kernelInitializer(Initializer initializer) {
        cell.kernelInitializer(initializer);
        return self();
    }

    /** First values of the recurrent kernel; default orthogonal. */
    public final L recurrentInitializer(Initializer initializer) {
        cell.recurrentInitializer(initializer);
        return self();
    }

    /** First values of the bias; default zeros. */
    public final L biasInitializer(Initializer initializer) {
        cell.biasInitializer(initializer);
        return self();
    }

    /** Penalty on the kernel; default none. */
    public final L kernelRegularizer(Regularizer regularizer) {
        cell.kernelRegularizer(regularizer);
        return self();
    }

    /** Penalty on the recurrent kernel; default none. */
    public final L recurrentRegularizer(Regularizer regularizer) {
        cell.recurrentRegularizer(regularizer);
        return self();
    }

    /** Penalty on the bias; default none. */
    public final L biasRegularizer(Regularizer regularizer) {
        cell.biasRegularizer(regularizer);
        return self();
    }

    /** Projection of the kernel after each update; default none. */
    public final L kernelConstraint(Constraint constraint) {
        cell.kernelConstraint(constraint);
        return self();
    }

    /** Projection of the recurrent kernel after each update; default none. */
    public final L recurrentConstraint(Constraint constraint) {
        cell.recurrentConstraint(constraint);
        return self();
    }

    /** Projection of the bias after each update; default none. */
    public final L biasConstraint(Constraint constraint) {
        cell.biasConstraint(constraint);
        return self();
    }

    /** Fraction of the inputs that is dropped in training, the same at all steps; default 0. */
    public final L dropout(double rate) {
        cell.dropout(rate);
        return self();
    }

    /** Fraction of the state that is dropped in training, the same at all steps; default 0. */
    public final L recurrentDropout(double rate) {
        cell.recurrentDropout(rate);
        return self();
    }

    /** Makes dropout a function of this number, the run's seed and the step. */
    public final L seed(int number) {
        cell.seed(number);
        return self();
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        putOptions(c);
        cell.putSettings(c);
        return c;
    }
}
