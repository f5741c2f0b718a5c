package org.dmol.data.molecules;

import java.util.Arrays;
import java.util.stream.IntStream;
import javax.vecmath.Point2d;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
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
     * The layout of a molecule turned, mirrored if that helps, and moved so that atoms lie closest to their partners (Kabsch 1976 in
     * the plane).
     *
     * @param model coordinates of the other molecule
     * @param match for each atom its partner, or -1
     */
    static double[][] like(Molecule molecule, double[][] model, int[] match) {
        double[][] free = of(molecule);
        int[] common = IntStream.range(0, match.length).filter(i -> match[i] >= 0).toArray();
        if (common.length < 2) {
            return free;
        }
        double[][] target = IntStream.of(common).mapToObj(i -> model[match[i]]).toArray(double[][]::new);
        double[][] plain = superposed(free, common, target);
        double[][] mirrored = superposed(
                Arrays.stream(free).map(p -> new double[] {-p[0], p[1]}).toArray(double[][]::new), common, target);
        return distance(mirrored, common, target) < distance(plain, common, target) - 1e-9 ? mirrored : plain;
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
