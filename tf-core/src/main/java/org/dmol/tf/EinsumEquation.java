package org.dmol.tf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.ndarray.Shape;

/**
 * An einsum equation for operands of known ranks: one letter an axis, the ellipsis written out.
 *
 * @param inputs labels of each operand's axes
 * @param output labels of the result's axes
 * @param sizes size of each label, -1 if unknown
 */
record EinsumEquation(List<String> inputs, String output, Map<Character, Long> sizes) {
    /** Letters that stand for the axes of an ellipsis, from the last axis backwards. */
    private static final char ELLIPSIS = '\u2460';

    static EinsumEquation parse(String equation, List<Spec> operands) {
        return new Parser(equation, operands).parse();
    }

    /** Whether the letter stands for an axis of an ellipsis, which is broadcast. */
    static boolean broadcast(char label) {
        return label >= ELLIPSIS;
    }

    private static final class Parser {
        private final String equation;
        private final List<Spec> operands;
        private final Map<Character, Long> sizes = new HashMap<>();
        private final Map<Character, Integer> seenIn = new HashMap<>();
        private int ellipsisAxes;

        Parser(String equation, List<Spec> operands) {
            this.equation = equation;
            this.operands = operands;
        }

        EinsumEquation parse() {
            String[] sides = equation.replace(" ", "").split("->", -1);
            if (sides.length > 2) {
                throw error("has more than one ->");
            }
            String[] terms = sides[0].split(",", -1);
            if (terms.length != operands.size()) {
                throw error(
                        "has " + terms.length + " operands on its left side, but " + operands.size() + " were given");
            }
            List<String> inputs = new ArrayList<>();
            for (int i = 0; i < terms.length; i++) {
                inputs.add(labels(terms[i], i));
            }
            String output = sides.length == 2 ? expand(sides[1], ellipsisAxes, "its right side") : implicit(inputs);
            for (int k = 0; k < output.length(); k++) {
                char c = output.charAt(k);
                if (!sizes.containsKey(c)) {
                    throw error("has '" + c + "' on its right side, which is on no operand");
                }
                if (output.indexOf(c, k + 1) >= 0) {
                    throw error("has '" + c + "' twice on its right side");
                }
            }
            return new EinsumEquation(inputs, output, sizes);
        }

        private String labels(String term, int i) {
            Shape shape = operands.get(i).shape();
            if (shape.isUnknown()) {
                throw error("needs a known number of axes of operand " + i);
            }
            int rank = shape.numDimensions(), dots = term.indexOf("...");
            int ellipsis = dots < 0 ? 0 : rank - (term.length() - 3);
            String labels = expand(term, ellipsis, "operand " + i);
            if (ellipsis < 0 || labels.length() != rank) {
                throw error("gives operand " + i + " the axes '" + term + "', but it is " + operands.get(i));
            }
            ellipsisAxes = Math.max(ellipsisAxes, ellipsis);
            for (int k = 0; k < rank; k++) {
                size(labels.charAt(k), shape.get(k), i, k);
            }
            return labels;
        }

        private String expand(String term, int axes, String where) {
            int dots = term.indexOf("...");
            StringBuilder all = new StringBuilder(dots < 0 ? term : term.substring(0, dots));
            if (dots >= 0) {
                for (int k = axes; k > 0; k--) {
                    all.append((char) (ELLIPSIS + k - 1));
                }
                all.append(term.substring(dots + 3));
            }
            for (char c : all.toString().toCharArray()) {
                if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || broadcast(c))) {
                    throw error("has '" + c + "' in " + where + "; axes are named by letters, others by one '...'");
                }
            }
            return all.toString();
        }

        private void size(char label, long size, int operand, int axis) {
            Long known = sizes.get(label);
            boolean stretch = broadcast(label) && known != null && (known == 1 || size == 1);
            if (known != null && known >= 0 && size >= 0 && known != size && !stretch) {
                throw error("axis " + axis + (broadcast(label) ? "" : " ('" + label + "')") + " of operand " + operand
                        + ", " + operands.get(operand) + ", has size " + size + ", but operand " + seenIn.get(label)
                        + ", " + operands.get(seenIn.get(label)) + ", has " + known + " there");
            }
            if (known == null || known < 0 || stretch && known == 1) {
                sizes.put(label, size);
                seenIn.put(label, operand);
            }
        }

        /** Without ->: the ellipsis, then the labels that occur once, in alphabetical order. */
        private String implicit(List<String> inputs) {
            Map<Character, Integer> counts = new TreeMap<>();
            String.join("", inputs).chars().forEach(c -> counts.merge((char) c, 1, Integer::sum));
            StringBuilder out = new StringBuilder(expand("...", ellipsisAxes, "its right side"));
            counts.forEach((c, n) -> {
                if (n == 1 && !broadcast(c)) {
                    out.append(c);
                }
            });
            return out.toString();
        }

        private IllegalArgumentException error(String what) {
            return new IllegalArgumentException("The einsum equation \"" + equation + "\" " + what + ".");
        }
    }
}
