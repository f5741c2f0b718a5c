package org.dmol.chapters.qm9;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.ModelCard;
import org.dmol.chapters.Reloaded;
import org.dmol.chapters.Run;
import org.dmol.data.Split;
import org.dmol.data.analysis.Scores;
import org.dmol.data.sets.Qm9;
import org.dmol.layers.graph.EnergyAndForces;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;

/** The potential of QM9 for batches of padded molecules; energies, and energies with forces. */
final class EnergyExport implements Exporter {
    private static final String FORCES = "energy_and_forces";

    @Override
    public String name() {
        return "qm9-potential";
    }

    @Override
    public String title() {
        return "Atomization energies of small organic molecules";
    }

    @Override
    public void export(Run run, Path directory) throws Exception {
        Qm9 set = Qm9.load(run.store());
        Molecules molecules = Reference.molecules(set);
        Split split = Reference.split(run, molecules);
        int epochs = ReferenceSteps.epochs(run);
        try (Potential model = Reference.create(molecules, split.train())) {
            int[] some = Arrays.copyOf(split.test(), 3);
            int width = Arrays.stream(some)
                    .map(r -> molecules.geometries().atoms(r))
                    .max()
                    .orElseThrow();
            List<Nd> in = molecules.inputs(some, width);
            model.call(in);
            if (Reference.restore(run, model, set, epochs)) {
                run.print("weights of the last run of the chapter");
            } else {
                Reference.train(run, model, molecules, split.train(), epochs);
                Reference.save(run, model, set, epochs);
            }
            double[] y = molecules.energies(split.test());
            double[] p = Reference.predict(model, molecules, split.test());
            run.print("test MAE %.1f meV", 1000 * Scores.mae(y, p));
            write(run, directory, model, in);
            card(set, y, p).write(directory, run.settings());
        }
    }

    private static Map<String, Spec> inputs() {
        Map<String, Spec> in = new LinkedHashMap<>();
        in.put("elements", Spec.of(DType.INT32, -1, -1));
        in.put("positions", Spec.of(DType.FLOAT32, -1, -1, 3));
        return in;
    }

    private ModelCard examples;

    private void write(Run run, Path directory, Potential model, List<Nd> in) throws Exception {
        EnergyAndForces both = new EnergyAndForces(model, 1);
        new SavedModelWriter()
                .signature(
                        "serving_default",
                        inputs(),
                        (c, x) -> Map.of("energy", model.apply(c, x).get(0)))
                .signature(FORCES, inputs(), (c, x) -> {
                    var out = both.apply(c, x);
                    return Map.of("energy", out.get(0), "forces", out.get(1));
                })
                .write(directory);
        new SavedModelWriter()
                .signature(
                        "serving_default",
                        inputs(),
                        (c, x) -> Map.of("energy", model.apply(c, x).get(0)))
                .writeFrozenGraph(directory.resolve("frozen.pb"));
        Map<String, Nd> given = Map.of("elements", in.get(0), "positions", in.get(1));
        Map<String, Nd> energy = Map.of("energy", model.call(in).get(0));
        Map<String, Nd> all;
        try (Fn f = Fn.multi((tf, x) -> both.apply(Ctx.inference(tf), x))) {
            List<Nd> out = f.callAll(in.get(0), in.get(1));
            all = Map.of("energy", out.get(0), "forces", out.get(1));
        }
        Reloaded.verify(run, directory, "serving_default", given, energy);
        Reloaded.verify(run, directory, FORCES, given, all);
        examples = new ModelCard(name(), title())
                .example("serving_default", given, energy)
                .example(FORCES, given, all)
                // The converters of TFLite and ONNX lack an op for gradients of arrays of free size.
                .runtimes("SavedModel", "keras.TFSMLayer");
    }

    private ModelCard card(Qm9 set, double[] y, double[] p) {
        return examples.about(
                        "Predicts the atomization energy U0 (internal energy at 0 K minus those of the free atoms, B3LYP/6-31G(2df,p)) of a molecule in "
                                + "its relaxed geometry. A sum over atoms of an energy of the element and of a network of neighbour densities (HIP-NN with tensor "
                                + "sensitivities, three interactions, 64 features, cutoff 5 Å), trained on 12,000 molecules of QM9. It is the potential of chapter 16.")
                .about(
                        "The signature `energy_and_forces` gives `forces` float32 [batch, atoms, 3] in eV/Å beside the energy: minus its derivative by the positions.")
                .input("elements", "int32 [batch, atoms]", "atomic numbers; 0 after the last atom of a molecule")
                .input("positions", "float32 [batch, atoms, 3]", "positions, Å; any numbers after the last atom")
                .output("energy", "float32 [batch, 1]", "atomization energy U0, eV; negative is bound")
                .metric("MAE on 1,170 molecules that it never saw", 1000 * Scores.mae(y, p), "meV")
                .metric("RMSE on the same", 1000 * Scores.rmse(y, p), "meV")
                .data(set.source())
                .limit(
                        "Elements H, C, N and O. Other atomic numbers up to 9 get an untrained energy, larger ones the last row of the table or an error: check before calling.")
                .limit(
                        "Trained on relaxed geometries of up to 9 heavy atoms: larger molecules are extrapolation, and forces away from the minimum were never trained.")
                .limit("TensorFlow Lite and ONNX take `serving_default` only.")
                .limit("It knows no charge, spin or periodic boundary.");
    }
}
