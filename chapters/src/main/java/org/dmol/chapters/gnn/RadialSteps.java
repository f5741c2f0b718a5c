package org.dmol.chapters.gnn;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.data.molecules.RadialBasis;

/** Steps 10 and 11: distances as features, and the SchNet on given weights. */
final class RadialSteps {
    void basis(Run run) throws IOException {
        RadialBasis book = new RadialBasis(0, 10, 5, 1);
        Nd e = book.of(Nd.vector(2.0)).reshape(5);
        run.print("features of r = 2: %s", e);
        run.series(
                        "rbf",
                        e.cast(DType.FLOAT64)
                                .map(x -> Math.round(x * 100) / 100.0)
                                .doubles())
                .exactly(new double[] {0.02, 0.78, 0, 0, 0}, 0);
        double[] x =
                IntStream.range(0, 50).mapToDouble(i -> -1.5 + 3.0 * i / 49).toArray();
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().xlabel("x").ylabel("σ(x)");
        ax.axhline(0).color("#999999").dashed();
        ax.axvline(0).color("#999999").dashed();
        ax.plot(x, Arrays.stream(x).map(RadialSteps::ssp).toArray()).label("Shifted Softplus");
        ax.plot(x, Arrays.stream(x).map(v -> Math.max(0, v)).toArray()).label("ReLU");
        ax.legend("upper left");
        run.figure("shifted-softplus", fig, "Shifted softplus is smooth and 0 at 0.");
        run.series("shifted_softplus", new double[] {ssp(-1.5), ssp(0), ssp(1.5)})
                .exactly(new double[] {-0.4917339, 0, 1.0082661}, 1e-6);
        run.corrected("The second kernel of the book's example is centred at 2.5, not at 2.");
    }

    private static double ssp(double x) {
        return Math.log1p(Math.exp(x)) - Math.log(2);
    }

    void forward(Run run) {
        double[] logits = ForwardCheck.logits(ForwardCheck.points());
        run.series("forward_check", logits).expected(ForwardCheck.LOGITS, 1e-6);
        double[] moved = ForwardCheck.logits(ForwardCheck.moved(ForwardCheck.points()));
        double worst = IntStream.range(0, PlaneGroupNet.CLASSES)
                .mapToDouble(i -> Math.abs(moved[i] - logits[i]))
                .max()
                .orElseThrow();
        run.print("turned, moved and reversed: largest difference %.1e", worst);
        run.check("rotation_translation_and_order_do_not_matter", worst < 1e-13);
    }
}
