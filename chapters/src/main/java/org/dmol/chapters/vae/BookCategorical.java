package org.dmol.chapters.vae;

import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.tensorflow.ndarray.Shape;

/** One-hot classes with the book's guard against the logarithm of 0: {@code log(p + 1e-8)}, which cuts off gradients where p is tiny. */
final class BookCategorical extends Distribution {
    BookCategorical(Expr logits) {
        super("BookCategorical", new Slot("logits", Param.of(logits), 1));
    }

    @Override
    public Shape eventShape() {
        return parameter("logits").shape().takeLast(1);
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        throw unsupported("samples");
    }

    @Override
    protected Expr doMean(Ctx c) {
        return param(c, 0).logSoftmax().exp();
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        return doMean(c).plus(1e-8).log().times(x).sum(-1);
    }
}
