package org.dmol.chapters.tensors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says in words what an einsum equation does. */
final class EinsumText {
    private EinsumText() {}

    /**
     * For example {@code ij,jk->ik: sum over j (4) of a[i,j] b[j,k], for every i (3), k (5): 60 products}.
     *
     * @throws IllegalArgumentException if an index has two sizes; the message names it
     */
    static String explain(String equation, int[]... shapes) {
        String[] sides = equation.split("->", -1);
        String[] operands = sides[0].split(",", -1);
        Map<Character, Integer> sizes = new LinkedHashMap<>();
        List<String> factors = new ArrayList<>();
        for (int k = 0; k < operands.length; k++) {
            for (int i = 0; i < operands[k].length(); i++) {
                char index = operands[k].charAt(i);
                Integer before = sizes.putIfAbsent(index, shapes[k][i]);
                if (before != null && before != shapes[k][i]) {
                    throw new IllegalArgumentException("In " + equation + " the index " + index + " has size " + before
                            + " and size " + shapes[k][i] + ".");
                }
            }
            factors.add((char) ('a' + k) + "[" + String.join(",", operands[k].split("")) + "]");
        }
        List<String> summed = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        long products = 1;
        for (Map.Entry<Character, Integer> e : sizes.entrySet()) {
            (sides[1].indexOf(e.getKey()) < 0 ? summed : kept).add(e.getKey() + " (" + e.getValue() + ")");
            products *= e.getValue();
        }
        return equation + ": " + (summed.isEmpty() ? "" : "sum over " + String.join(", ", summed) + " of ")
                + String.join(" ", factors)
                + (kept.isEmpty() ? "" : ", for every " + String.join(", ", kept))
                + ": " + products + (operands.length > 1 ? " products" : " terms");
    }
}
