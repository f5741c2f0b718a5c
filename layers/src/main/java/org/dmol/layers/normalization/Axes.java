package org.dmol.layers.normalization;

import java.util.Arrays;
import java.util.Map;
import org.dmol.layers.Config;
import org.tensorflow.ndarray.Shape;

/** The axes that a normalisation takes its means over, as settings have them: one or several, negative from the end. */
record Axes(int... given) {
    /** The axes counted from the start, in order. */
    int[] of(int rank) {
        int[] axes =
                Arrays.stream(given).map(a -> a < 0 ? a + rank : a).sorted().toArray();
        if (axes.length == 0 || axes[0] < 0 || axes[axes.length - 1] >= rank) {
            throw new IllegalArgumentException(
                    "the axes " + Arrays.toString(given) + " are not those of an input of " + rank + " axes.");
        }
        return axes;
    }

    /** The sizes of the axes. */
    Shape sizes(Shape input) {
        return Shape.of(
                Arrays.stream(of(input.numDimensions())).mapToLong(input::get).toArray());
    }

    /** The sizes of the axes with 1 for all others, for weights that broadcast against an input. */
    int[] broadcast(Shape input) {
        int[] shape = new int[input.numDimensions()];
        Arrays.fill(shape, 1);
        for (int a : of(shape.length)) {
            shape[a] = Math.toIntExact(input.get(a));
        }
        return shape;
    }

    Object config() {
        return given.length == 1
                ? (Object) given[0]
                : Arrays.stream(given).boxed().toList();
    }

    static Axes from(Map<String, Object> c) {
        return new Axes(c.get("axis") == null ? new int[] {-1} : Config.integers(c, "axis"));
    }
}
