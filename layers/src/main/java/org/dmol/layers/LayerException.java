package org.dmol.layers;

import java.util.List;
import java.util.stream.Collectors;
import org.dmol.tf.Spec;

/** An input that a layer cannot take; the message names the layer, what it was given, and what is wrong. */
public final class LayerException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    LayerException(Layer layer, List<Spec> inputs, RuntimeException cause) {
        super(
                "Layer '" + layer.name() + "' (" + layer.className() + ") cannot take "
                        + inputs.stream().map(Spec::toString).collect(Collectors.joining(", ")) + ": "
                        + firstLine(cause),
                cause);
    }

    private static String firstLine(RuntimeException cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
