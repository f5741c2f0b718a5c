package org.dmol.layers.train;

import org.dmol.array.DType;
import org.dmol.array.Nd;

/** Rejects data that no training can use. */
final class DataCheck {
    private DataCheck() {}

    static void require(Dataset data) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("The data set is empty; at least one example is needed.");
        }
        for (int i = 0; i < data.inputs().size(); i++) {
            requireFinite("Input " + i, data.inputs().get(i));
        }
        for (int i = 0; i < data.targets().size(); i++) {
            requireFinite("Target " + i, data.targets().get(i));
        }
        if (data.sampleWeights() != null) {
            requireFinite("The weights", data.sampleWeights());
        }
    }

    private static void requireFinite(String what, Nd a) {
        if (!a.dtype().isFloat()) {
            return;
        }
        float[] f = a.dtype() == DType.FLOAT32 ? a.floats() : null;
        for (int i = 0; i < a.size(); i++) {
            double x = f != null ? f[i] : a.getFlat(i);
            if (Double.isNaN(x) || Double.isInfinite(x)) {
                int row = a.dim(0) == 0 ? 0 : i / (a.size() / a.dim(0));
                throw new IllegalArgumentException(what + " of the data set, " + a.describe() + ", holds " + x
                        + " in row " + row + "; all numbers must be finite.");
            }
        }
    }
}
