package org.dmol.chapters.figures;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.openscience.cdk.depict.DepictionGenerator;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.renderer.SymbolVisibility;
import org.openscience.cdk.renderer.generators.standard.StandardGenerator;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

/** Structural formulas as pictures for {@link Axes#image}, drawn by CDK from SMILES. */
public final class MoleculePicture {
    /** Pixels of the picture per pixel of the figure. */
    private static final int SHARPNESS = 3;
    /** Small molecules keep this scale instead of filling the picture. */
    private static final double ZOOM = 1.1;

    private MoleculePicture() {}

    /**
     * The formula of a molecule, fitted into {@code width} by {@code height} pixels of the figure.
     *
     * @throws IllegalArgumentException if the SMILES cannot be read or laid out
     */
    public static BufferedImage of(String smiles, int width, int height) {
        try {
            IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
            return new DepictionGenerator()
                    .withSize((double) width * SHARPNESS, (double) height * SHARPNESS)
                    .withZoom(ZOOM * SHARPNESS)
                    .withAtomColors()
                    .withBackgroundColor(Color.WHITE)
                    .withParam(
                            StandardGenerator.Visibility.class,
                            SymbolVisibility.iupacRecommendationsWithoutTerminalCarbon())
                    .depict(molecule)
                    .toImg();
        } catch (CDKException e) {
            throw new IllegalArgumentException(
                    "The molecule '" + smiles + "' cannot be drawn: " + e.getMessage() + ".", e);
        }
    }
}
