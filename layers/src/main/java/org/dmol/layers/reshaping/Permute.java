package org.dmol.layers.reshaping;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.layers.Config;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Reorders the axes after the batch: with {@code Permute(2, 1)}, (batch, a, b) to (batch, b, a). */
public final class Permute extends UnaryLayer {
    private final int[] dims;

    /** For each axis of the output, which axis of the input it is; counted from 1, as the batch stays first. */
    public Permute(int... dims) {
        int[] sorted = Arrays.stream(dims).sorted().toArray();
        if (!Arrays.equals(sorted, IntStream.rangeClosed(1, dims.length).toArray())) {
            throw new IllegalArgumentException(
                    "Permute needs each of the axes 1 to " + dims.length + " once, not " + Arrays.toString(dims) + ".");
        }
        this.dims = dims.clone();
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        if (x.shape().numDimensions() != dims.length + 1) {
            throw new IllegalArgumentException("an input of " + (dims.length + 1) + " axes is needed.");
        }
        int[] all = IntStream.concat(IntStream.of(0), IntStream.of(dims)).toArray();
        return c.tf().linalg.transpose(x, c.tf().constant(all));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("dims", Arrays.stream(dims).boxed().toList());
        return c;
    }

    static Permute fromConfig(Map<String, Object> c) {
        return new Permute(Config.integers(c, "dims"));
    }
}
