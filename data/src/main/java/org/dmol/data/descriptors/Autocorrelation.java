package org.dmol.data.descriptors;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.dmol.data.molecules.Molecule;

/**
 * Moreau-Broto autocorrelation over the hydrogen-free graph: the sum of the products of an atom property over all pairs of atoms a given
 * number of bonds apart, plain ({@code ATS}) and of deviations from the mean ({@code ATSC}). {@code ATS3e} is for 3 bonds and
 * electronegativity. Properties: mass {@code m}, van der Waals radius {@code v}, Pauling electronegativity {@code e}, covalent radius
 * {@code r}, each relative to carbon, intrinsic E-state {@code i}, valence connectivity {@code d}. Missing where an element's property is
 * unknown.
 */
final class Autocorrelation implements DescriptorBlock {
    private static final int LAGS = 8;

    private record Property(String letter, ToDoubleBiFunction<Topology, Integer> value) {}

    private static final List<Property> PROPERTIES = List.of(
            new Property("m", (t, i) -> Elements.weight(t.number[i]) / 12.011),
            new Property("v", (t, i) -> known(element(t, i).vdwRadius()) / 1.7),
            new Property("e", (t, i) -> known(element(t, i).electronegativity()) / 2.55),
            new Property("r", (t, i) -> known(element(t, i).covalentRadius()) / 0.76),
            new Property("d", Connectivity::valenceDelta));

    private static final List<String> NAMES = makeNames();

    private static org.openscience.cdk.config.Elements element(Topology t, int i) {
        return org.openscience.cdk.config.Elements.ofNumber(t.number[i]);
    }

    private static double known(Double value) {
        return value == null ? Double.NaN : value;
    }

    private static List<String> makeNames() {
        List<String> letters =
                new ArrayList<>(PROPERTIES.stream().map(Property::letter).toList());
        letters.add("i");
        List<String> names = new ArrayList<>();
        for (String letter : letters) {
            for (String kind : List.of("ATS", "ATSC")) {
                for (int lag = 0; lag <= LAGS; lag++) {
                    names.add(kind + lag + letter);
                }
            }
        }
        return List.copyOf(names);
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public double[] of(Molecule molecule) {
        Topology t = new Topology(molecule);
        double[][] distance = t.distances(false);
        List<double[]> weights = new ArrayList<>();
        for (Property p : PROPERTIES) {
            double[] w = new double[t.atoms];
            for (int i = 0; i < t.atoms; i++) {
                w[i] = p.value.applyAsDouble(t, i);
            }
            weights.add(w);
        }
        weights.add(EState.intrinsic(t));
        double[] out = new double[NAMES.size()];
        int at = 0;
        for (double[] w : weights) {
            double mean = 0;
            for (double v : w) {
                mean += v / w.length;
            }
            sum(w, 0, distance, out, at);
            sum(w, mean, distance, out, at + LAGS + 1);
            at += 2 * (LAGS + 1);
        }
        return out;
    }

    private static void sum(double[] w, double mean, double[][] distance, double[] out, int from) {
        double total = 0;
        for (int i = 0; i < w.length; i++) {
            total += w[i];
            for (int j = 0; j <= i; j++) {
                if (distance[i][j] <= LAGS) {
                    out[from + (int) distance[i][j]] += (w[i] - mean) * (w[j] - mean);
                }
            }
        }
        for (int lag = 0; lag <= LAGS && Double.isNaN(total); lag++) {
            out[from + lag] = Double.NaN;
        }
    }
}
