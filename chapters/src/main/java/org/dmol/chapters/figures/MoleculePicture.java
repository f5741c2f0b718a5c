package org.dmol.chapters.figures;

import java.awt.image.BufferedImage;
import org.dmol.data.molecules.MoleculeDrawing;
import org.dmol.data.molecules.Smiles;

/** Structural formulas for {@link Axes#image}. For colours and highlights use {@link MoleculeDrawing} itself. */
public final class MoleculePicture {
    private MoleculePicture() {}

    /** The formula of a molecule on {@code width} by {@code height} pixels of the page. */
    public static BufferedImage of(String smiles, int width, int height) {
        return MoleculeDrawing.of(Smiles.parse(smiles)).size(width, height).image(Figure.SHARPNESS);
    }
}
