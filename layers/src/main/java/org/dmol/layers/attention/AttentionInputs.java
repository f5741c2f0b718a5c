package org.dmol.layers.attention;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * What an attention layer is applied to: (query, value) or (query, value, key), and last, if it is of type bool, an attention mask.
 * Without a key, the value is the key.
 */
record AttentionInputs(
        Operand<TFloat32> query, Operand<TFloat32> value, Operand<TFloat32> key, Operand<TBool> mask, boolean ownKey) {
    static AttentionInputs of(List<Operand<?>> inputs) {
        int n = inputs.size();
        boolean masked = n > 0 && Trace.spec(inputs.get(n - 1)).dtype() == DType.BOOL;
        int values = masked ? n - 1 : n;
        if (values < 2 || values > 3) {
            throw new IllegalArgumentException(
                    "the inputs (query, value) or (query, value, key) are needed, and last a mask of type bool if there is one;"
                            + " not " + n + " inputs.");
        }
        Operand<TFloat32> value = Trace.floats(inputs.get(1));
        boolean ownKey = values == 3;
        return new AttentionInputs(
                Trace.floats(inputs.get(0)),
                value,
                ownKey ? Trace.floats(inputs.get(2)) : value,
                masked ? Trace.as(inputs.get(n - 1)) : null,
                ownKey);
    }

    Operand<TBool> queryMask(Ctx c) {
        return c.mask(query);
    }

    Operand<TBool> valueMask(Ctx c) {
        return c.mask(value);
    }

    /** The mask of the key where it is an input of its own. */
    Operand<TBool> keyMask(Ctx c) {
        return ownKey ? c.mask(key) : null;
    }
}
