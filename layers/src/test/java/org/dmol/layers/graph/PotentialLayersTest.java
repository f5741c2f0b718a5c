package org.dmol.layers.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.Seeds;
import org.dmol.layers.Weights;
import org.dmol.layers.equivariant.Rotations;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Grad;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;

/** Symmetry functions, neighbour densities and forces beside NumPy, under rotations, permutations and padding, and by differences. */
class PotentialLayersTest {
    private JsonNode golden;

    @BeforeEach
    void inDoublePrecision() throws Exception {
        FloatX.set(DType.FLOAT64);
        Seeds.set(3);
        try (InputStream in = getClass().getResourceAsStream("/golden/potential.json")) {
            golden = new ObjectMapper().readTree(in);
        }
    }

    @AfterEach
    void back() {
        FloatX.set(DType.FLOAT32);
    }

    /** Both molecules padded to {@code width} atoms: elements, positions. */
    private List<Nd> batch(int width) {
        int[] z = new int[2 * width];
        double[] x = new double[2 * width * 3];
        for (int m = 0; m < 2; m++) {
            double[] at = numbers(golden.get("molecules").get(m).get("x"));
            int[] elements = ints(golden.get("molecules").get(m).get("z"));
            System.arraycopy(elements, 0, z, m * width, elements.length);
            System.arraycopy(at, 0, x, m * width * 3, at.length);
        }
        return List.of(Nd.of(z, 2, width), Nd.of(x, 2, width, 3));
    }

    private static int[] ints(JsonNode array) {
        int[] out = new int[array.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = array.get(i).asInt();
        }
        return out;
    }

    private static double[] numbers(JsonNode node) {
        List<Double> out = new ArrayList<>();
        collect(node, out);
        return out.stream().mapToDouble(v -> v).toArray();
    }

    private static void collect(JsonNode node, List<Double> out) {
        if (node.isArray()) {
            node.forEach(n -> collect(n, out));
        } else {
            out.add(node.asDouble());
        }
    }

    private static List<Nd> call(Layer layer, List<Nd> inputs) {
        return Fn.multi((tf, in) -> layer.apply(Ctx.inference(tf), in)).callAll(inputs.toArray(Nd[]::new));
    }

    private SymmetryFunctions ani() {
        return SymmetryFunctions.ani(ints(golden.get("elements")));
    }

    @Test
    void symmetryFunctionsAreThoseOfTheFormula() {
        Nd y = call(ani(), batch(11)).get(0);
        assertThat(y.dim(2)).isEqualTo(ani().count()).isEqualTo(3 * 16 + 6 * 32);
        for (int m = 0; m < 2; m++) {
            JsonNode rows = golden.get("molecules").get(m).get("symmetry");
            for (int i = 0; i < 11; i++) {
                double[] expected = i < rows.size() ? numbers(rows.get(i)) : new double[y.dim(2)];
                assertThat(y.row(m).row(i).doubles()).containsExactly(expected, within(1e-8));
            }
        }
    }

    @Test
    void basisAndDensityAreThoseOfTheFormula() {
        List<Nd> in = batch(9);
        NeighbourBasis layer = new NeighbourBasis(golden.get("cutoff").asDouble(), ints(golden.get("counts")));
        List<Nd> basis = call(layer, List.of(in.get(1), in.get(0)));
        for (int l = 0; l < 3; l++) {
            double[] expected =
                    numbers(golden.get("molecules").get(0).get("basis").get(l));
            assertThat(basis.get(l).row(0).doubles()).containsExactly(expected, within(1e-8));
        }
        NeighbourDensity density = new NeighbourDensity(golden.get("channels").asInt());
        for (int m = 0; m < 2; m++) {
            JsonNode molecule = golden.get("molecules").get(m);
            int n = molecule.get("z").size();
            List<Nd> one = List.of(
                    in.get(1).row(m).rows(0, n).reshape(1, n, 3),
                    in.get(0).row(m).rows(0, n).reshape(1, n));
            List<Nd> inputs = new ArrayList<>(call(layer, one));
            inputs.add(0, Nd.of(numbers(molecule.get("nodes")), 1, n, 3));
            if (m == 0) {
                call(density, inputs);
                density.setWeights(density.weights().stream()
                        .map(v -> wave(v.value().shape()))
                        .toList());
            }
            assertThat(call(density, inputs).get(0).doubles())
                    .containsExactly(numbers(molecule.get("density")), within(1e-8));
        }
    }

    private static Nd wave(int... shape) {
        double[] w = new double[Nd.sizeOf(shape)];
        for (int i = 0; i < w.length; i++) {
            w[i] = 0.3 * Math.sin(1.7 * i + 0.5 * shape.length);
        }
        return Nd.of(w, shape);
    }

    /** A small potential of one interaction; or of symmetry functions. */
    private static final class Energy extends Layer {
        private final NeighbourBasis basis = new NeighbourBasis(4, 5, 3, 3);
        private final NeighbourDensity density = new NeighbourDensity(2);
        private final SymmetryFunctions functions;
        private final ElementNetworks networks = new ElementNetworks(new int[] {1, 8}, "tanh", 5);

        Energy(SymmetryFunctions functions) {
            this.functions = functions;
        }

        @Override
        protected void build(Weights weights, List<Spec> inputs) {
            weights.add(density);
            weights.add(networks);
        }

        @Override
        protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
            if (functions != null) {
                return networks.apply(
                        c, List.of(in.get(0), functions.apply(c, in).get(0)));
            }
            var tf = c.tf();
            var z = Trace.castLike(tf, in.get(0), in.get(1));
            var h = tf.stack(List.of(tf.math.sin(z), tf.math.cos(z)), org.tensorflow.op.core.Stack.axis(-1L));
            List<Operand<?>> inputs = new ArrayList<>(basis.apply(c, List.of(in.get(1), in.get(0))));
            inputs.add(0, h);
            return networks.apply(c, List.of(in.get(0), density.apply(c, inputs).get(0)));
        }
    }

    private List<Energy> energies() {
        return List.of(new Energy(null), new Energy(SymmetryFunctions.ani(1, 8)));
    }

    @Test
    void energiesStayUnderRotationsTranslationsPermutationsAndPadding() {
        for (Energy energy : energies()) {
            List<Nd> in = batch(9);
            double[] e = call(energy, in).get(0).doubles();
            assertThat(e[0]).isNotCloseTo(e[1], within(1e-3));
            assertThat(call(energy, batch(13)).get(0).doubles()).containsExactly(e, within(1e-10));
            double[][] r = Rotations.random(new java.util.Random(5));
            double[] x = in.get(1).doubles();
            double[] turned = new double[x.length];
            for (int i = 0; i < x.length; i += 3) {
                double[] v = Rotations.apply(r, x[i], x[i + 1], x[i + 2]);
                for (int k = 0; k < 3; k++) {
                    turned[i + k] = v[k] + 0.7 * k - 1;
                }
            }
            assertThat(call(energy, List.of(in.get(0), Nd.of(turned, 2, 9, 3)))
                            .get(0)
                            .doubles())
                    .containsExactly(e, within(1e-9));
            int[] order = {0, 3, 1, 2, 5, 4, 8, 6, 7};
            Nd z = Nd.concat(
                    in.get(0).row(0).take(order).reshape(1, 9), in.get(0).rows(1, 2));
            Nd moved = Nd.concat(
                    in.get(1).row(0).take(order).reshape(1, 9, 3), in.get(1).rows(1, 2));
            assertThat(call(energy, List.of(z, moved)).get(0).doubles()).containsExactly(e, within(1e-10));
        }
    }

    @Test
    void forcesAreMinusTheSlope() {
        for (Energy energy : energies()) {
            EnergyAndForces both = new EnergyAndForces(energy, 1);
            List<Nd> in = batch(9);
            Nd forces = call(both, in).get(1);
            double[] x = in.get(1).doubles();
            double h = 1e-5;
            for (int i : new int[] {0, 4, 8, 17, 20, 27, 29, 33, 40}) {
                double[] ends = new double[2];
                for (int s = 0; s < 2; s++) {
                    double[] there = x.clone();
                    there[i] += s == 0 ? h : -h;
                    ends[s] = call(energy, List.of(in.get(0), Nd.of(there, 2, 9, 3)))
                            .get(0)
                            .doubles()[i / 27];
                }
                assertThat(forces.getFlat(i)).isCloseTo((ends[1] - ends[0]) / (2 * h), within(1e-6));
            }
            // Padding feels nothing, and nothing pushes the whole molecule.
            for (int k = 0; k < 3; k++) {
                double sum = 0;
                for (int a = 0; a < 9; a++) {
                    sum += forces.get(0, a, k);
                }
                assertThat(sum).isCloseTo(0, within(1e-9));
                assertThat(forces.get(1, 5, k)).isZero();
            }
        }
    }

    @Test
    void lossesOnForcesHaveGradients() {
        for (Energy energy : energies()) {
            EnergyAndForces both = new EnergyAndForces(energy, 1);
            List<Nd> in = batch(9);
            call(both, in);
            int which = energy.functions == null ? 2 : both.trainableWeights().size() - 4;
            var weight = both.trainableWeights().get(which);
            Fn slope = Fn.multi((tf, x) -> {
                Ctx c = Ctx.inference(tf);
                Operand<?> y = Trace.sum(
                        tf,
                        tf.math.square(
                                Trace.floats(both.apply(c, x.subList(0, 2)).get(1))));
                return Grad.of(tf, y, List.of(c.read(weight)));
            });
            double g = slope.callAll(in.toArray(Nd[]::new)).get(0).getFlat(1);
            double[] w = weight.value().doubles();
            double[] ends = new double[2];
            for (int s = 0; s < 2; s++) {
                double[] there = w.clone();
                there[1] += s == 0 ? 1e-5 : -1e-5;
                weight.assign(Nd.of(there, weight.value().shape()));
                try (Fn again = Fn.multi((tf, x) -> {
                    Ctx c = Ctx.inference(tf);
                    return List.of(Trace.sum(
                            tf, tf.math.square(Trace.floats(both.apply(c, x).get(1)))));
                })) {
                    ends[s] = again.callAll(in.toArray(Nd[]::new)).get(0).getFlat(0);
                }
            }
            weight.assign(Nd.of(w, weight.value().shape()));
            assertThat(g).isCloseTo((ends[0] - ends[1]) / 2e-5, within(1e-5 * Math.max(1, Math.abs(g))));
            assertThat(Math.abs(g)).isGreaterThan(1e-6);
            slope.close();
        }
    }

    @Test
    void atomsInALineAndAtomsAloneGiveFiniteForces() {
        Nd z = Nd.of(new int[] {1, 8, 1, 1, 0, 0}, 2, 3);
        Nd x = Nd.of(new double[] {-1, 0, 0, 0, 0, 0, 1, 0, 0, 2, 2, 2, 0, 0, 0, 0, 0, 0}, 2, 3, 3);
        for (Energy energy : energies()) {
            List<Nd> out = call(new EnergyAndForces(energy, 1), List.of(z, x));
            for (Nd y : out) {
                for (double v : y.doubles()) {
                    assertThat(v).isFinite();
                }
            }
            assertThat(out.get(1).row(1).doubles()).containsExactly(new double[9], within(0.0));
        }
    }

    @Test
    void settingsSurviveAFile() {
        for (Layer layer : List.of(
                new NeighbourBasis(4.5, 8, 4),
                new NeighbourDensity(3),
                SymmetryFunctions.ani(1, 6),
                new ElementNetworks(new int[] {1, 6}, "silu", 8, 4))) {
            Layer copy = LayerRegistry.fromConfig(LayerRegistry.toConfig(layer));
            assertThat(copy.config()).isEqualTo(layer.config());
        }
    }

    @Test
    void wrongSettingsAreNamed() {
        assertThatThrownBy(() -> new NeighbourBasis(0.5, 8))
                .hasMessageContaining("cutoff")
                .hasMessageContaining("0.5");
        assertThatThrownBy(() -> new NeighbourBasis(5, 1)).hasMessageContaining("[1]");
        assertThatThrownBy(() -> SymmetryFunctions.ani(1, 1)).hasMessageContaining("[1, 1]");
        assertThatThrownBy(() -> new NeighbourDensity(0)).hasMessageContaining("0");
    }
}
