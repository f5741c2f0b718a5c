package org.dmol.layers.core;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/** Sizes of the kernel and the bias of an {@link EinsumDense}, and its equation with {@code ...} written out as letters. */
final class EinsumShapes {
    private static final String SPARE = "ZYXWVUTSRQPONM";

    private final String input;
    private final String kernel;
    private final String output;
    private final Map<Character, Long> sizes = new HashMap<>();

    EinsumShapes(String equation, Shape inputShape, int[] outputShape) {
        String[] sides = equation.replace(" ", "").split("->", -1);
        String[] operands = sides[0].split(",", -1);
        if (sides.length != 2 || operands.length != 2) {
            throw new IllegalArgumentException(
                    "the equation '" + equation + "' must have two operands and a result, like 'ab,bc->ac'.");
        }
        int free = inputShape.numDimensions() - operands[0].replace("...", "").length();
        boolean dots = operands[0].contains("...");
        if (free < 0 || (!dots && free > 0)) {
            throw new IllegalArgumentException("the equation '" + equation + "' does not fit an input of "
                    + inputShape.numDimensions() + " axes.");
        }
        String letters = SPARE.substring(0, free);
        input = operands[0].replace("...", letters);
        kernel = operands[1];
        output = sides[1].replace("...", letters);
        for (int i = 0; i < input.length(); i++) {
            sizes.put(input.charAt(i), inputShape.get(i));
        }
        // The given sizes belong to the last axes of the output; with trailing dots, to those before them.
        int end = sides[1].endsWith("...") ? output.length() - free : output.length();
        for (int i = 0; i < outputShape.length; i++) {
            int at = end - outputShape.length + i;
            if (at < 0) {
                throw new IllegalArgumentException(
                        "the output shape has more axes than the result of '" + equation + "'.");
            }
            give(output.charAt(at), outputShape[i], equation);
        }
    }

    private void give(char axis, int size, String equation) {
        long known = sizes.getOrDefault(axis, -1L);
        if (size >= 0 && known >= 0 && known != size) {
            throw new IllegalArgumentException("axis '" + axis + "' of the equation '" + equation + "' is " + known
                    + " in the input and " + size + " in the output shape.");
        }
        if (size >= 0) {
            sizes.put(axis, (long) size);
        }
    }

    String equation() {
        return input + "," + kernel + "->" + output;
    }

    long[] kernel() {
        long[] shape = new long[kernel.length()];
        for (int i = 0; i < shape.length; i++) {
            Long size = sizes.get(kernel.charAt(i));
            if (size == null || size < 0) {
                throw new IllegalArgumentException("the size of axis '" + kernel.charAt(i)
                        + "' of the kernel is not known: " + "give it in the output shape or in the input.");
            }
            shape[i] = size;
        }
        return shape;
    }

    /** The bias has the axes of the output from the first of {@code letters} on, of size 1 where it does not vary. */
    long[] bias(String letters) {
        int first = output.length();
        for (char axis : letters.toCharArray()) {
            if (output.indexOf(axis) < 0) {
                throw new IllegalArgumentException(
                        "the bias axis '" + axis + "' is not in the output '" + output + "'.");
            }
            first = Math.min(first, output.indexOf(axis));
        }
        long[] shape = new long[output.length() - first];
        for (int i = 0; i < shape.length; i++) {
            char axis = output.charAt(first + i);
            shape[i] = letters.indexOf(axis) < 0 ? 1 : sizes.get(axis);
        }
        return shape;
    }
}
