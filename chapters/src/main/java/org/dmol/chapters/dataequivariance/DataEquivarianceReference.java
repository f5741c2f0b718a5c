package org.dmol.chapters.dataequivariance;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.chapters.dataequivariance.PairModel.Kind;
import org.dmol.data.analysis.PlanarAlignment;
import org.dmol.data.analysis.PlanarChains;

/** What {@code data_equivariance.py exact} computes in NumPy, computed here in float64. */
final class DataEquivarianceReference {
    private DataEquivarianceReference() {}

    /** The models with weights from sines, for each change of butane; then alignments of a small trajectory of the file. */
    static Map<String, double[]> of(Map<String, Nd> file) {
        Map<String, double[]> out = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            try (PairModel model = PairModel.fixed(kind)) {
                out.put(
                        kind.name().toLowerCase(java.util.Locale.ROOT),
                        DataEquivariance.variants(kind).values().stream()
                                .mapToDouble(model::of)
                                .toArray());
            }
        }
        out.putAll(trajectory(PlanarAlignment.frames(file.get("paths"))));
        return out;
    }

    static Map<String, double[]> trajectory(double[][][] frames) {
        Map<String, double[]> out = new LinkedHashMap<>();
        double[][][] points = PlanarAlignment.all(frames, PlanarAlignment::onFirstPoints);
        double[][][] axes = PlanarAlignment.all(frames, PlanarAlignment::onPrincipalAxes);
        out.put("points", flat(points));
        out.put("axes", flat(axes));
        out.put("kabsch", flat(PlanarAlignment.all(frames, PlanarAlignment.kabsch(frames[0]))));
        double[][][] centred = PlanarAlignment.all(frames, PlanarAlignment::centre);
        out.put(
                "moments",
                Stream.of(centred)
                        .flatMapToDouble(f -> Arrays.stream(PlanarChains.principalMoments(f)))
                        .toArray());
        out.put("variances", PlanarChains.variances(points));
        out.put("components", Components.of(frames).eigenvalues());
        return out;
    }

    private static double[] flat(double[][][] frames) {
        return Stream.of(frames)
                .flatMap(Stream::of)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }
}
