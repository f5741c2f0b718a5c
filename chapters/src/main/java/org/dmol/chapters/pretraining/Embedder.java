package org.dmol.chapters.pretraining;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.layers.models.Model;

/** The vectors that an encoder gives strings, computed in batches of similar length. */
final class Embedder {
    private final Model pooled;

    /** @param pooled tokens to vectors (batch, width), one array or several */
    Embedder(Model pooled) {
        this.pooled = pooled;
    }

    /** One row a string for each output of the model. */
    Nd vectors(List<int[]> sequences, int output) {
        float[] flat = null;
        int width = 0;
        for (SmilesTokens.Bucket bucket : SmilesTokens.buckets(sequences)) {
            float[] part = pooled.predict(List.of(pad(sequences, bucket.members(), bucket.width())))
                    .get(output)
                    .floats();
            width = part.length / bucket.members().length;
            flat = flat == null ? new float[sequences.size() * width] : flat;
            for (int i = 0; i < bucket.members().length; i++) {
                System.arraycopy(part, i * width, flat, bucket.members()[i] * width, width);
            }
        }
        return Nd.of(flat, sequences.size(), width);
    }

    /** Chosen sequences as int32 (members, width), filled with padding. */
    static Nd pad(List<int[]> sequences, int[] members, int width) {
        int[] flat = new int[members.length * width];
        Arrays.fill(flat, SmilesTokens.PADDING);
        for (int i = 0; i < members.length; i++) {
            int[] s = sequences.get(members[i]);
            System.arraycopy(s, 0, flat, i * width, s.length);
        }
        return Nd.of(flat, members.length, width);
    }
}
