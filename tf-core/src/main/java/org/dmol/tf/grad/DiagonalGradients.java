package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;
import static org.dmol.tf.grad.Site.grads;

import java.util.List;
import org.tensorflow.Operand;

/** Making, reading and replacing diagonals of matrices, bands of diagonals included. */
final class DiagonalGradients {
    private DiagonalGradients() {}

    static void register() {
        rule("MatrixDiagPart", s -> grads(s.in(0).zeros().apply("MatrixSetDiag", s.dy())));
        rule("MatrixSetDiag", s -> {
            Val d = s.in(1);
            return grads(s.dy().apply("MatrixSetDiag", d.zeros()), part(s, "", s.dy(), null));
        });
        for (String version : List.of("V2", "V3")) {
            rule("MatrixDiag" + version, s -> matrixDiag(s, version));
            rule("MatrixDiagPart" + version, s -> {
                Val dx = set(s, version, s.in(0).zeros(), s.dy(), s.in(1));
                Val inside = part(s, version, dx, s.in(1)); // without the padding's entries
                return grads(dx, null, s.dy().sub(inside).sumAll());
            });
            rule("MatrixSetDiag" + version, s -> {
                Val k = s.in(2), d = s.in(1);
                return grads(set(s, version, s.dy(), d.zeros(), k), part(s, version, s.dy(), k), null);
            });
        }
    }

    private static List<Operand<?>> matrixDiag(Site s, String version) {
        Val inside = part(s, version, s.dy(), s.in(1));
        Val outside = set(s, version, s.dy(), inside.zeros(), s.in(1));
        return grads(inside, null, null, null, outside.sumAll());
    }

    private static Val part(Site s, String version, Val x, Val k) {
        if (version.isEmpty()) {
            return x.apply("MatrixDiagPart");
        }
        return s.raw("MatrixDiagPart" + version, align(version))
                .in(x, k, x.number(0))
                .val();
    }

    private static Val set(Site s, String version, Val x, Val diagonal, Val k) {
        return s.raw("MatrixSetDiag" + version, align(version))
                .in(x, diagonal, k)
                .val();
    }

    private static String[] align(String version) {
        return version.equals("V3") ? new String[] {"align"} : new String[0];
    }
}
