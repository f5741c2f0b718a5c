package org.dmol.layers.explain;

import org.dmol.array.Nd;

/** How the score changes with each element of the input (Simonyan, Vedaldi, Zisserman, arXiv:1312.6034). */
public final class Gradients {
    private Gradients() {}

    /** The gradient at {@code x}, which has no batch axis; the shape of {@code x}. */
    public static Nd of(Score score, Nd x) {
        return score.evaluate(Score.asRow(x)).gradients().row(0);
    }

    /** Gradient times input: what each element contributes to a linearisation that is 0 at the origin. */
    public static Nd timesInput(Score score, Nd x) {
        return times(of(score, x), x);
    }

    /** Elementwise product. */
    static Nd times(Nd a, Nd b) {
        double[] out = a.doubles().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] *= b.getFlat(i);
        }
        return Nd.of(out, a.shape()).cast(a.dtype());
    }
}
