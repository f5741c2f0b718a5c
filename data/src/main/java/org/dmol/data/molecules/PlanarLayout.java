package org.dmol.data.molecules;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import javax.vecmath.Point2d;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.layout.StructureDiagramGenerator;

/** Coordinates for drawings, by CDK's layout. */
final class PlanarLayout {
    private PlanarLayout() {}

    /** CDK's coordinates of the atoms, (atoms, 2). */
    static double[][] of(Molecule molecule) {
        IAtomContainer m = molecule.newContainer();
        try {
            new StructureDiagramGenerator().generateCoordinates(m);
        } catch (CDKException e) {
            throw new IllegalStateException("'" + molecule.smiles() + "' cannot be drawn: " + e.getMessage(), e);
        }
        double[][] out = new double[m.getAtomCount()][];
        for (int i = 0; i < out.length; i++) {
            Point2d p = m.getAtom(i).getPoint2d();
            out[i] = new double[] {p.x, p.y};
        }
        return out;
    }

    /**
     * The layout of a molecule with the other's coordinates where both are alike, if all of its rings are; otherwise turned, mirrored if that helps, and moved so that atoms lie closest to their partners (Kabsch 1976 in
     * the plane).
     *
     * @param model coordinates of the other molecule
     * @param match for each atom its partner, or -1
     */
    static double[][] like(Molecule molecule, double[][] model, int[] match) {
        double[][] grown = grown(molecule, model, match);
        if (grown != null) {
            return grown;
        }
        double[][] free = of(molecule);
        int[] common =
                IntStream.range(0, match.length).filter(i -> match[i] >= 0).toArray();
        if (common.length < 2) {
            return free;
        }
        double[][] target = IntStream.of(common).mapToObj(i -> model[match[i]]).toArray(double[][]::new);
        double[][] plain = superposed(free, common, target);
        double[][] mirrored = superposed(
                Arrays.stream(free).map(p -> new double[] {-p[0], p[1]}).toArray(double[][]::new), common, target);
        return distance(mirrored, common, target) < distance(plain, common, target) - 1e-9 ? mirrored : plain;
    }

    /** Partners' coordinates, and CDK's for chains that hang on to them; null if an atom of a ring or inside of a chain has none. */
    private static double[][] grown(Molecule molecule, double[][] model, int[] match) {
        IAtomContainer m = molecule.newContainer();
        Set<IAtom> fixed = new HashSet<>();
        for (int i = 0; i < match.length; i++) {
            if (match[i] >= 0) {
                m.getAtom(i).setPoint2d(new Point2d(model[match[i]][0], model[match[i]][1]));
                fixed.add(m.getAtom(i));
            } else if (molecule.inRing(i)) {
                return null;
            }
        }
        Set<IBond> bonds = new HashSet<>();
        double usual = usualLength(molecule, model, match);
        for (IBond bond : m.bonds()) {
            if (fixed.contains(bond.getBegin()) && fixed.contains(bond.getEnd())) {
                double length =
                        bond.getBegin().getPoint2d().distance(bond.getEnd().getPoint2d());
                if (Math.abs(length - usual) > 0.15 * usual) {
                    return null; // a ring of another size
                }
                bonds.add(bond);
            }
        }
        if (fixed.size() < 3) {
            return null;
        }
        try {
            StructureDiagramGenerator generator = new StructureDiagramGenerator();
            generator.setMolecule(m, false, fixed, bonds);
            generator.generateCoordinates();
        } catch (CDKException | RuntimeException e) {
            return null; // the free layout will do
        }
        double[][] out = new double[match.length][];
        for (int i = 0; i < out.length; i++) {
            Point2d p = m.getAtom(i).getPoint2d();
            if (p == null) {
                return null;
            }
            out[i] = new double[] {p.x, p.y};
        }
        return crowded(out, usual) ? null : out;
    }

    private static double usualLength(Molecule molecule, double[][] model, int[] match) {
        return IntStream.range(0, molecule.bondCount())
                .filter(b -> match[molecule.bondBegin(b)] >= 0 && match[molecule.bondEnd(b)] >= 0)
                .mapToDouble(b -> {
                    double[] p = model[match[molecule.bondBegin(b)]];
                    double[] q = model[match[molecule.bondEnd(b)]];
                    return Math.hypot(p[0] - q[0], p[1] - q[1]);
                })
                .sorted()
                .skip(molecule.bondCount() / 4)
                .findFirst()
                .orElse(1.5);
    }

    private static boolean crowded(double[][] points, double usual) {
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < i; j++) {
                if (Math.hypot(points[i][0] - points[j][0], points[i][1] - points[j][1]) < 0.5 * usual) {
                    return true;
                }
            }
        }
        return false;
    }

    private static double[][] superposed(double[][] points, int[] common, double[][] target) {
        double[] from = centre(IntStream.of(common).mapToObj(i -> points[i]).toArray(double[][]::new));
        double[] to = centre(target);
        double dot = 0;
        double cross = 0;
        for (int k = 0; k < common.length; k++) {
            double x = points[common[k]][0] - from[0];
            double y = points[common[k]][1] - from[1];
            double u = target[k][0] - to[0];
            double v = target[k][1] - to[1];
            dot += x * u + y * v;
            cross += x * v - y * u;
        }
        double c = Math.cos(Math.atan2(cross, dot));
        double s = Math.sin(Math.atan2(cross, dot));
        return Arrays.stream(points)
                .map(p -> {
                    double x = p[0] - from[0];
                    double y = p[1] - from[1];
                    return new double[] {c * x - s * y + to[0], s * x + c * y + to[1]};
                })
                .toArray(double[][]::new);
    }

    private static double[] centre(double[][] points) {
        return new double[] {
            Arrays.stream(points).mapToDouble(p -> p[0]).average().orElseThrow(),
            Arrays.stream(points).mapToDouble(p -> p[1]).average().orElseThrow()
        };
    }

    private static double distance(double[][] points, int[] common, double[][] target) {
        double sum = 0;
        for (int k = 0; k < common.length; k++) {
            double dx = points[common[k]][0] - target[k][0];
            double dy = points[common[k]][1] - target[k][1];
            sum += dx * dx + dy * dy;
        }
        return sum;
    }
}
