package org.dmol.probability.bijectors;

import org.dmol.array.Nd;
import org.dmol.array.Shapes;
import org.dmol.probability.Bijector;
import org.dmol.probability.Mapped;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Tensors;
import org.tensorflow.ndarray.Shape;

/** The elements of an event in the same order on other axes. */
public final class Reshape extends Bijector {
    private final int[] in;
    private final int[] out;

    /** From events of the shape {@code in} to events of the shape {@code out}, with as many elements. */
    public Reshape(int[] in, int[] out) {
        super("reshape", in.length, out.length);
        if (Nd.sizeOf(in) != Nd.sizeOf(out)) {
            throw new IllegalArgumentException("Reshape cannot make events " + Shapes.text(out) + " of events "
                    + Shapes.text(in) + ": they have " + Nd.sizeOf(out) + " and " + Nd.sizeOf(in) + " elements.");
        }
        this.in = in.clone();
        this.out = out.clone();
    }

    @Override
    public boolean isConstantJacobian() {
        return true;
    }

    @Override
    public Shape forwardEventShape(Shape event) {
        return event.take(event.numDimensions() - in.length).append(Tensors.shape(out));
    }

    @Override
    public Shape inverseEventShape(Shape event) {
        return event.take(event.numDimensions() - out.length).append(Tensors.shape(in));
    }

    private static Mapped reshape(Ctx c, Expr x, int[] from, int[] to) {
        int[] have = Tensors.ints(x.shape().takeLast(from.length));
        for (int i = 0; i < from.length; i++) {
            if (have[i] >= 0 && have[i] != from[i]) {
                throw new IllegalArgumentException(
                        "Reshape takes events of the shape " + Shapes.text(from) + ", not " + Shapes.text(have) + ".");
            }
        }
        Expr y = x.reshape(x.dims().dropLast(c.tf(), from.length).plus(c.tf(), to));
        return new Mapped(y, noLogDet(x, from.length));
    }

    @Override
    protected Mapped doForward(Ctx c, Expr x) {
        return reshape(c, x, in, out);
    }

    @Override
    protected Mapped doInverse(Ctx c, Expr y) {
        return reshape(c, y, out, in);
    }
}
