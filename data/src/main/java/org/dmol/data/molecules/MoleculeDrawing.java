package org.dmol.data.molecules;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.vecmath.Point2d;
import org.openscience.cdk.depict.Depiction;
import org.openscience.cdk.depict.DepictionGenerator;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IChemObject;
import org.openscience.cdk.renderer.SymbolVisibility;
import org.openscience.cdk.renderer.color.IAtomColorer;
import org.openscience.cdk.renderer.generators.standard.StandardGenerator;

/**
 * A skeletal drawing of one molecule, by CDK's layout, in the manner of RDKit's: alternating double bonds in aromatic
 * rings, no carbon symbols. Each method returns a changed copy; the default is 250 by 220 pixels, white, element colours.
 */
public final class MoleculeDrawing implements Picture {
    /** Largest scale: keeps small molecules from being blown up. */
    private static final double ZOOM = 1.5;

    private static final double GLOW = 4;
    private static final Color GLOW_COLOR = new Color(0xF9B7B7);

    private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE[^>]*>\\s*");

    private final Molecule molecule;
    private int width = 250;
    private int height = 220;
    private DrawingColors colors = DrawingColors.ELEMENTS;
    private Color background = Color.WHITE;
    private boolean numbers;
    private Map<Integer, Color> atoms = Map.of();
    private Map<Integer, Color> bonds = Map.of();
    private double[][] points;

    private MoleculeDrawing(Molecule molecule) {
        this.molecule = molecule;
    }

    /** A drawing of the molecule in the form given; hydrogens that are atoms are drawn. */
    public static MoleculeDrawing of(Molecule molecule) {
        return new MoleculeDrawing(molecule);
    }

    private MoleculeDrawing copy() {
        MoleculeDrawing d = new MoleculeDrawing(molecule);
        d.width = width;
        d.height = height;
        d.colors = colors;
        d.background = background;
        d.numbers = numbers;
        d.atoms = atoms;
        d.bonds = bonds;
        d.points = points;
        return d;
    }

    /**
     * Lies as another molecule does in its drawing, as far as they have atoms in common: turned and, if that helps, seen from behind.
     *
     * @param match for each atom of this molecule its partner in the other, or -1; see {@link CommonSubstructure#match()}
     */
    public MoleculeDrawing like(Molecule other, int[] match) {
        if (match.length != molecule.atomCount()) {
            throw new IllegalArgumentException("There are " + match.length + " partners for the " + molecule.atomCount()
                    + " atoms of '" + molecule.smiles() + "'.");
        }
        MoleculeDrawing d = copy();
        d.points = PlanarLayout.like(molecule, PlanarLayout.of(other), match);
        return d;
    }

    /** Where the atoms lie in the plane of the drawing, (atoms, 2); a bond is about 1.5 long. */
    public double[][] layout() {
        return points == null
                ? PlanarLayout.of(molecule)
                : Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
    }

    /** Pixels. */
    public MoleculeDrawing size(int newWidth, int newHeight) {
        if (newWidth < 20 || newHeight < 20) {
            throw new IllegalArgumentException(
                    "A drawing is at least 20 by 20 pixels, not " + newWidth + " by " + newHeight + ".");
        }
        MoleculeDrawing d = copy();
        d.width = newWidth;
        d.height = newHeight;
        return d;
    }

    public MoleculeDrawing colors(DrawingColors newColors) {
        MoleculeDrawing d = copy();
        d.colors = newColors;
        return d;
    }

    public MoleculeDrawing background(Color newBackground) {
        MoleculeDrawing d = copy();
        d.background = newBackground;
        return d;
    }

    /** Writes each atom's index, from 0, beside it. */
    public MoleculeDrawing atomNumbers() {
        MoleculeDrawing d = copy();
        d.numbers = true;
        return d;
    }

    /** A glow behind these atoms and the bonds between them, in light red. */
    public MoleculeDrawing highlightAtoms(int... indices) {
        return highlightAtoms(GLOW_COLOR, indices);
    }

    /** A glow behind these atoms and the bonds between them. */
    public MoleculeDrawing highlightAtoms(Color color, int... indices) {
        MoleculeDrawing d = copy();
        d.atoms = new LinkedHashMap<>(atoms);
        d.bonds = new LinkedHashMap<>(bonds);
        boolean[] chosen = new boolean[molecule.atomCount()];
        for (int i : indices) {
            check("atom", i, molecule.atomCount());
            chosen[i] = true;
            d.atoms.put(i, color);
        }
        for (int b = 0; b < molecule.bondCount(); b++) {
            if (chosen[molecule.bondBegin(b)] && chosen[molecule.bondEnd(b)]) {
                d.bonds.put(b, color);
            }
        }
        return d;
    }

    /** A glow behind these bonds, without their atoms. */
    public MoleculeDrawing highlightBonds(Color color, int... indices) {
        MoleculeDrawing d = copy();
        d.bonds = new LinkedHashMap<>(bonds);
        for (int b : indices) {
            check("bond", b, molecule.bondCount());
            d.bonds.put(b, color);
        }
        return d;
    }

    private static void check(String what, int i, int n) {
        if (i < 0 || i >= n) {
            throw new IllegalArgumentException(
                    "There is no " + what + " " + i + " to highlight; the molecule has " + n + ", counted from 0.");
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    @Override
    public String svg() {
        // Without the document type no reader goes looking for it on the network.
        return DOCTYPE.matcher(depict(1).toSvgStr("px")).replaceFirst("");
    }

    @Override
    public BufferedImage image() {
        return depict(1).toImg();
    }

    /** The same drawing with {@code scale} times as many pixels across and down, for pictures that are shown at a finer resolution. */
    public BufferedImage image(double scale) {
        return depict(scale).toImg();
    }

    private Depiction depict(double scale) {
        IAtomContainer m = molecule.newContainer();
        for (int i = 0; points != null && i < points.length; i++) {
            m.getAtom(i).setPoint2d(new Point2d(points[i][0], points[i][1]));
        }
        if (numbers) {
            for (IAtom atom : m.atoms()) {
                atom.setProperty(StandardGenerator.ANNOTATION_LABEL, String.valueOf(atom.getIndex()));
            }
        }
        DepictionGenerator g = new DepictionGenerator(new Font(Font.SANS_SERIF, Font.PLAIN, 13))
                .withSize(width * scale, height * scale)
                .withMargin(8 * scale)
                .withPadding(0)
                .withZoom(ZOOM * scale)
                .withBackgroundColor(background)
                .withAnnotationColor(DrawingColors.PALETTE[3])
                .withAtomColors(new Colorer(colors))
                .withParam(
                        StandardGenerator.Visibility.class,
                        SymbolVisibility.iupacRecommendationsWithoutTerminalCarbon())
                .withParam(StandardGenerator.StrokeRatio.class, 0.85)
                .withParam(StandardGenerator.BondSeparation.class, 0.16)
                .withParam(StandardGenerator.SymbolMarginRatio.class, 2.0);
        if (!atoms.isEmpty() || !bonds.isEmpty()) {
            // CDK's default fills every ring with a highlighted bond.
            g = g.withOuterGlowHighlight(GLOW)
                    .withParam(StandardGenerator.Highlighting.class, StandardGenerator.HighlightStyle.OuterGlow);
            for (Map.Entry<Color, List<IChemObject>> e : highlights(m).entrySet()) {
                g = g.withHighlight(e.getValue(), e.getKey());
            }
        }
        try {
            return g.depict(m);
        } catch (CDKException e) {
            throw new IllegalStateException("'" + molecule.smiles() + "' cannot be drawn: " + e.getMessage(), e);
        }
    }

    private Map<Color, List<IChemObject>> highlights(IAtomContainer m) {
        Map<Color, List<IChemObject>> byColor = new LinkedHashMap<>();
        bonds.forEach(
                (i, c) -> byColor.computeIfAbsent(c, k -> new ArrayList<>()).add(m.getBond(i)));
        atoms.forEach(
                (i, c) -> byColor.computeIfAbsent(c, k -> new ArrayList<>()).add(m.getAtom(i)));
        return byColor;
    }

    private record Colorer(DrawingColors colors) implements IAtomColorer {
        @Override
        public Color getAtomColor(IAtom atom) {
            Integer z = atom.getAtomicNumber();
            return colors.of(z == null ? 0 : z);
        }
    }
}
