package org.dmol.layers.models;

import org.dmol.array.DType;
import org.dmol.layers.Input;
import org.dmol.layers.Sym;
import org.dmol.layers.attention.TokenEmbedding;
import org.dmol.layers.attention.TransformerBlock;

/**
 * How to build the encoder of BERT (Devlin et al. 2018) and RoBERTa (Liu et al. 2019): a {@link TokenEmbedding} and {@code layers}
 * {@link TransformerBlock}s, token numbers (batch, steps) to vectors (batch, steps, width) with the mask of the tokens. 5 + 16 weights a
 * layer. Immutable: every method returns changed settings.
 */
public record TransformerEncoder(
        int tokens,
        int width,
        int heads,
        int intermediate,
        int layers,
        int positions,
        int offset,
        int padding,
        String activation,
        double dropout,
        double epsilon) {
    /** An encoder of the given sizes for up to 512 steps, padding 0, activation gelu, dropout 0.1, epsilon 1e-5. */
    public TransformerEncoder(int tokens, int width, int heads, int intermediate, int layers) {
        this(tokens, width, heads, intermediate, layers, 512, 0, 0, "gelu", 0.1, 1e-5);
    }

    /** A table of {@code n} positions, of which the first step uses number {@code first}. */
    public TransformerEncoder positions(int n, int first) {
        return new TransformerEncoder(
                tokens, width, heads, intermediate, layers, n, first, padding, activation, dropout, epsilon);
    }

    /** The token that fills short sequences. */
    public TransformerEncoder padding(int token) {
        return new TransformerEncoder(
                tokens, width, heads, intermediate, layers, positions, offset, token, activation, dropout, epsilon);
    }

    /** Activation between the dense layers of a block. */
    public TransformerEncoder activation(String name) {
        return new TransformerEncoder(
                tokens, width, heads, intermediate, layers, positions, offset, padding, name, dropout, epsilon);
    }

    /** Share that is dropped in training. */
    public TransformerEncoder dropout(double rate) {
        return new TransformerEncoder(
                tokens, width, heads, intermediate, layers, positions, offset, padding, activation, rate, epsilon);
    }

    /** What the normalisations add to the variance. */
    public TransformerEncoder epsilon(double value) {
        return new TransformerEncoder(
                tokens, width, heads, intermediate, layers, positions, offset, padding, activation, dropout, value);
    }

    /** A new encoder with random weights. */
    public Functional build() {
        Sym ids = Input.of("tokens", DType.INT32, -1, -1);
        return Model.of(ids, on(ids));
    }

    /** New layers with random weights, applied to token numbers; for a larger model. */
    public Sym on(Sym ids) {
        Sym x = new TokenEmbedding(tokens, positions, width)
                .padding(padding)
                .offset(offset)
                .dropout(dropout)
                .epsilon(epsilon)
                .on(ids)
                .one();
        for (int i = 0; i < layers; i++) {
            x = new TransformerBlock(heads, intermediate)
                    .activation(activation)
                    .dropout(dropout)
                    .epsilon(epsilon)
                    .on(x)
                    .one();
        }
        return x;
    }
}
