package org.dmol.chapters.equivariance;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.equivariance.PlaneGroup.Element;
import org.dmol.chapters.equivariance.PlaneGroup.Picture;
import org.dmol.chapters.figures.Figure;
import org.dmol.data.sets.QuadImage;
import org.dmol.layers.equivariant.PlaneSymmetry;

/** Section B: a picture, the symmetries of its grid, lifting, convolution, projection. */
final class PlaneSteps {
    private static final double OUTSIDE = 0.2;
    private static final Element G = Element.of(5, 12, -8);
    private Picture f;
    private PlaneGroup group;
    private Nd kernel;

    void load(Run run) throws IOException {
        Nd rgb = QuadImage.load(run.store()).rgb();
        f = (x, y) -> {
            boolean in = x >= -16 && x < 16 && y >= -16 && y < 16;
            return in
                    ? new double[] {rgb.get(x + 16, y + 16, 0), rgb.get(x + 16, y + 16, 1), rgb.get(x + 16, y + 16, 2)}
                    : new double[] {OUTSIDE, OUTSIDE, OUTSIDE};
        };
        kernel = Draws.of(run.seed()).planeKernel();
        group = new PlaneGroup(kernel, false);
        Picture moved = G.move(f);
        Figure fig = Figure.grid(1, 2, 9, 4.5);
        fig.axes(0).title("f").image(render(f));
        fig.axes(1).title("T_g f").image(render(moved));
        run.figure(
                "picture", fig, "A picture on -16…15 and the same moved by g = h(π, mirrored) n(12, -8); 0.2 outside.");
        run.say("The grid -16…15 is not symmetric about its origin, so a turned picture loses one row and one column.");
    }

    void lift(Run run) {
        double[] lifted = f.at(G.x(), G.y());
        double[] book = {0.93333334, 0.7176471, 0.43137255};
        double[] project = f.at(12, -8);
        double[] bookProject = {0.72941178, 0.71764708, 0.72156864};
        for (int c = 0; c < 3; c++) {
            run.metric("lift(f)(g)_" + c, lifted[c]).near(book[c], 1e-7);
            run.metric("project(lift(f))(12,-8)_" + c, project[c]).near(bookProject[c], 1e-7);
        }
    }

    void convolution(Run run) {
        double[] ours = group.psi(f, G.x(), G.y(), G.h());
        double[] theirs = new PlaneGroup(kernel, true).psi(f, G.x(), G.y(), G.h());
        run.corrected(
                "The book's offsets run from -3 to 2, and index -1 wraps around: a 6 x 6 kernel. Here -2 to 2; the book's values follow with its kernel.");
        double[] book = {0.08769476, 0.82036708, 0.99128031};
        double[] right = {0.52302401, 0.80254830, 0.98396000};
        for (int c = 0; c < 3; c++) {
            run.metric("psi(g)_6x6_" + c, theirs[c]).near(book[c], 1e-6).forSeed(0);
            run.metric("psi(g)_" + c, ours[c]).near(right[c], 1e-7).forSeed(0).note("reference computed apart");
        }
        double[] expected = {
            0.49802280, 0.34302422, 0.79431683, 0.46496967, 0.41625561, 0.40132565, 0.56381883, 0.47895202, 0.68198011,
            0.53680771, 0.41236058, 0.63176549, 0.60352241, 0.41249397, 0.58729999, 0.61978996, 0.53417164, 0.50527350,
            0.60285081, 0.55006878, 0.65793999, 0.60323387, 0.49323146, 0.58323578, 0.43106533, 0.25771648, 0.68476289,
            0.34360976, 0.31672670, 0.70482749, 0.61627599, 0.42746503, 0.62197187, 0.47246547, 0.36639894, 0.59847904
        };
        run.series("fixed picture and kernel", table())
                .each((m, i) -> m.expected(expected[i], 2e-8).alsoStandIn());
    }

    /**
     * Convolution of a picture of sines with a kernel of exact pseudo-random numbers, at (0, 0), (5, -3) and (15, 15): for the identity, a
     * quarter turn and the mirror, then projected; three channels each.
     */
    static double[] table() {
        double[] stream = Draws.lcg(1, 1800);
        Nd k = Nd.of(Arrays.stream(stream).map(u -> 0.2 * (u - 0.5)).toArray(), 8, 5, 5, 3, 3);
        PlaneGroup p4m = new PlaneGroup(k, false);
        Picture f = sines();
        return Stream.of(new int[] {0, 0}, new int[] {5, -3}, new int[] {15, 15})
                .flatMap(t -> Stream.of(
                        p4m.psi(f, t[0], t[1], 0),
                        p4m.psi(f, t[0], t[1], 2),
                        p4m.psi(f, t[0], t[1], 1),
                        p4m.projected(f, t[0], t[1])))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static Picture sines() {
        return (x, y) -> {
            double[] v = new double[3];
            boolean in = x >= -16 && x < 16 && y >= -16 && y < 16;
            for (int c = 0; c < 3; c++) {
                v[c] = in ? 0.5 + 0.5 * Math.sin(0.2 * x * (c + 1) + 0.3 * y + c) : OUTSIDE;
            }
            return v;
        };
    }

    void panels(Run run) throws IOException {
        Figure cosets = Figure.grid(1, 2, 9, 4.5);
        int[][] h = PlaneSymmetry.matrix(1);
        cosets.axes(0)
                .title("f↑(s n(x))")
                .image(render((x, y) -> f.at(h[0][0] * x + h[0][1] * y, h[1][0] * x + h[1][1] * y)));
        cosets.axes(1).title("f↑(n(x) s)").image(render(f));
        run.figure(
                "lifted",
                cosets,
                "The lifted picture on representatives s n(x), mirrored, and on the coset n(x) s of the point x.");
        run.corrected(
                "The book draws h n(x), which is not the coset of x: the picture appears mirrored. On n(x) h all eight panels are the same picture.");
        Figure fig = Figure.grid(2, 4, 13, 7);
        for (int k = 0; k < 8; k++) {
            int[][] m = PlaneSymmetry.matrix(k);
            int element = k;
            fig.axes(k)
                    .title(PlaneSymmetry.NAMES.get(k))
                    .image(render(
                            (x, y) -> group.psi(f, m[0][0] * x + m[0][1] * y, m[1][0] * x + m[1][1] * y, element)));
        }
        run.figure("convolved", fig, "ψ[f] on h n(x), one panel for each h, under its own name.");
        run.corrected(
                "The book's titles of these panels are in another order than the elements; only the first and the last were right.");
    }

    void equivariance(Run run) throws IOException {
        Element g = Element.of(4, -10, 16);
        Picture psi = (x, y) -> group.projected(f, x, y);
        Picture movedInput = g.move(f);
        Figure fig = Figure.grid(1, 3, 13, 4.5);
        fig.axes(0).title("ψ[f]").image(render(psi));
        fig.axes(1).title("T_g ψ[f]").image(render(g.move(psi)));
        fig.axes(2).title("ψ[T_g f]").image(render((x, y) -> group.projected(movedInput, x, y)));
        run.figure("equivariance", fig, "The moved output is the output of the moved picture.");
        double worst = 0;
        double plain = 0;
        for (int h = 0; h < 8; h++) {
            for (int t = 0; t < 4; t++) {
                Element e = Element.of(h, 5 * t - 7, 3 - 2 * t);
                Picture moved = e.move(f);
                for (int p = -15; p < 16; p += 3) {
                    for (int q = -15; q < 16; q += 3) {
                        int[] b = e.back(p, q);
                        worst = Math.max(worst, gap(group.projected(moved, p, q), psi.at(b[0], b[1])));
                        plain = Math.max(plain, gap(group.psi(moved, p, q, 0), group.psi(f, b[0], b[1], 0)));
                    }
                }
            }
        }
        run.metric("largest difference, p4m", worst).band(0, 1e-14).alsoQuick().alsoStandIn();
        run.metric("largest difference, one plain kernel", plain)
                .band(0.1, 1)
                .alsoQuick()
                .alsoStandIn();
    }

    private static double gap(double[] a, double[] b) {
        return Math.max(Math.abs(a[0] - b[0]), Math.max(Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2])));
    }

    private static BufferedImage render(Picture p) {
        int zoom = 8;
        BufferedImage image = new BufferedImage(32 * zoom, 32 * zoom, BufferedImage.TYPE_INT_RGB);
        for (int x = -16; x < 16; x++) {
            for (int y = -16; y < 16; y++) {
                double[] v = p.at(x, y);
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    rgb = rgb << 8 | (int) Math.round(255 * Math.min(1, Math.max(0, v[c])));
                }
                for (int i = 0; i < zoom * zoom; i++) {
                    image.setRGB((y + 16) * zoom + i % zoom, (x + 16) * zoom + i / zoom, rgb);
                }
            }
        }
        return image;
    }
}
