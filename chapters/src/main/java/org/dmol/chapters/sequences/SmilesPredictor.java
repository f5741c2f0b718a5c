package org.dmol.chapters.sequences;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.data.text.Padding;
import org.dmol.data.text.TextEncoder;
import org.dmol.layers.models.Model;

/** Predicts strings one by one: what cannot be read is refused with the reason, and the others are predicted. */
final class SmilesPredictor {
    private final Model model;
    private final TextEncoder encoder;

    SmilesPredictor(Model model, TextEncoder encoder) {
        this.model = model;
        this.encoder = encoder;
    }

    /**
     * One string's result.
     *
     * @param solubility log mol/L; NaN if the string was refused
     * @param remark why it was refused; empty if it was not
     */
    record Prediction(String smiles, double solubility, String remark) {
        boolean isKnown() {
            return remark.isEmpty();
        }
    }

    List<Prediction> predict(List<String> smiles) {
        List<String> good = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (String s : smiles) {
            String remark = refusal(s);
            remarks.add(remark);
            if (remark.isEmpty()) {
                good.add(s);
            }
        }
        double[] y = good.isEmpty()
                ? new double[0]
                : model.predict(List.of(tokens(good))).get(0).doubles();
        List<Prediction> out = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < smiles.size(); i++) {
            String remark = remarks.get(i);
            out.add(new Prediction(smiles.get(i), remark.isEmpty() ? y[at++] : Double.NaN, remark));
        }
        return out;
    }

    private Nd tokens(List<String> smiles) {
        return encoder.encodeAll(smiles, Padding.post(TokenizedSmiles.WIDTH));
    }

    /** Why a string cannot be predicted, or nothing. */
    private String refusal(String smiles) {
        if (smiles.isEmpty()) {
            return "The string is empty.";
        }
        if (smiles.length() > TokenizedSmiles.WIDTH) {
            return "It has " + smiles.length() + " characters; at most " + TokenizedSmiles.WIDTH + " are allowed.";
        }
        try {
            encoder.encode(smiles);
            return "";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
