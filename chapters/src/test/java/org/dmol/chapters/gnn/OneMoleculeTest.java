package org.dmol.chapters.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.Smiles;
import org.dmol.layers.Seeds;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.tf.Backend;
import org.junit.jupiter.api.Test;

class OneMoleculeTest {
    /** One atom, two parts, a ring, a salt, and one that is larger than the first two sizes. */
    private static final List<MoleculeGraph> GRAPHS = Stream.of(
                    "O",
                    "[Na+].[Cl-]",
                    "c1ccccc1O",
                    "CC(=O)Oc1ccccc1C(=O)O",
                    "CCCCCCC(C)CC(N)C(=O)NC(CO)C(=O)NC(CS)C(=O)OCC",
                    "CO")
            .map(s -> MoleculeGraph.of(Smiles.parse(s).withHydrogens()))
            .toList();

    private static final double[] Y = {1, 0.5, -0.3, -1.5, -4, 0.8};

    @Test
    void trainsAsTheNetworkOnEveryAtom() throws Exception {
        double[] byAtoms = trained(false);
        double[] byClasses = trained(true);
        for (int i = 0; i < byAtoms.length; i++) {
            assertThat(byClasses[i]).as("molecule %s", i).isCloseTo(byAtoms[i], within(1e-4));
        }
    }

    /** Predictions by the padded network after three epochs, one molecule a step. */
    private static double[] trained(boolean byClasses) throws Exception {
        Seeds.set(5);
        GcnNetwork network = new GcnNetwork();
        try (Functional padded = network.padded();
                Functional picked = network.picked();
                OneMolecule one = new OneMolecule(network, new SizedMolecules(GRAPHS))) {
            if (byClasses) {
                fit(one, new SizedMolecules(GRAPHS).dataset(Y), Backend.COMPILED);
            } else {
                fit(picked, new MoleculeStore(GRAPHS, 0).dataset(Y), Backend.SESSION);
            }
            Nd y = padded.call(Batching.inputs(GRAPHS)).get(0);
            return IntStream.range(0, Y.length).mapToDouble(y::getFlat).toArray();
        }
    }

    private static void fit(Model model, Dataset data, Backend backend) {
        model.compile(Optimizer.adam(1e-3), Loss.mse());
        model.fit(data.batch(1), Fit.epochs(3).backend(backend).silent());
    }

    @Test
    void classesOfALayerAreThoseOfItsDepth() {
        LayeredMolecule methanol = LayeredMolecule.of(GRAPHS.get(5), 2);
        assertThat(methanol.elements()).containsExactly(6, 8, 1);
        // C, O, hydrogens on carbon, hydrogen on oxygen
        assertThat(methanol.sizes()).containsExactly(3, 4, 4);
        assertThat(methanol.means().get(0)[0]).containsExactly(0.2f, 0.2f, 0.6f);
        assertThat(methanol.shares()).containsExactly(1 / 6f, 1 / 6f, 0.5f, 1 / 6f);
        for (float[][] mean : methanol.means()) {
            for (float[] row : mean) {
                float sum = 0;
                for (float v : row) {
                    sum += v;
                }
                assertThat(sum).isCloseTo(1f, within(1e-6f));
            }
        }
    }

    @Test
    void sizesHoldTheirMolecules() {
        SizedMolecules store = new SizedMolecules(GRAPHS);
        int[][] sizes = store.sizes();
        for (MoleculeGraph g : GRAPHS) {
            int[] own = LayeredMolecule.of(g, GcnNetwork.LAYERS).sizes();
            assertThat(Arrays.stream(sizes)
                            .anyMatch(s -> IntStream.range(0, own.length).allMatch(l -> s[l] >= own[l])))
                    .as(g.molecule().smiles())
                    .isTrue();
        }
    }
}
