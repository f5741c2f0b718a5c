package org.dmol.chapters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.dmol.chapters.attention.AttentionLayers;
import org.dmol.chapters.classification.Classification;
import org.dmol.chapters.cli.Names;
import org.dmol.chapters.dataequivariance.DataEquivariance;
import org.dmol.chapters.equivariance.EquivariantNetworks;
import org.dmol.chapters.flows.NormalizingFlows;
import org.dmol.chapters.generator.MolGenerator;
import org.dmol.chapters.gnn.GraphNeuralNetworks;
import org.dmol.chapters.kernel.KernelLearning;
import org.dmol.chapters.layers.StandardLayers;
import org.dmol.chapters.mlintroduction.MlIntroduction;
import org.dmol.chapters.molnets.ModernMolecularNetworks;
import org.dmol.chapters.overview.Overview;
import org.dmol.chapters.pretraining.Pretraining;
import org.dmol.chapters.qm9.Qm9Energies;
import org.dmol.chapters.regression.Regression;
import org.dmol.chapters.sequences.Sequences;
import org.dmol.chapters.tensors.Tensors;
import org.dmol.chapters.trajectory.EquivariantTrajectory;
import org.dmol.chapters.tuning.HyperparameterTuning;
import org.dmol.chapters.vae.VariationalAutoencoder;
import org.dmol.chapters.xai.ExplainingPredictions;

/** All chapters, in the book's order. A new chapter adds one line here. */
public final class Chapters {
    private static final List<Supplier<Chapter>> ALL = List.of(
            Tensors::new, // 01
            MlIntroduction::new, // 02
            Regression::new, // 03
            Classification::new, // 04
            KernelLearning::new, // 05
            Overview::new, // 06
            StandardLayers::new, // 07
            GraphNeuralNetworks::new, // 08
            DataEquivariance::new, // 09
            EquivariantNetworks::new, // 10
            ExplainingPredictions::new, // 11
            AttentionLayers::new, // 12
            Sequences::new, // 13
            VariationalAutoencoder::new, // 14
            NormalizingFlows::new, // 15
            Qm9Energies::new, // 16
            MolGenerator::new, // 17
            HyperparameterTuning::new, // 18
            ModernMolecularNetworks::new, // 19
            EquivariantTrajectory::new, // 20
            Pretraining::new // 21
            );

    private Chapters() {}

    /** A fresh object of every chapter. */
    public static List<Chapter> all() {
        return ALL.stream().map(Supplier::get).toList();
    }

    /**
     * A fresh object of the chapter with this slug, number or package name.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest
     */
    public static Chapter find(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (Chapter c : all()) {
            boolean number = wanted.matches("\\d{1,2}") && Integer.parseInt(wanted) == Integer.parseInt(c.number());
            if (number || c.slug().equals(wanted) || c.slug().replace("-", "").equals(wanted)) {
                return c;
            }
        }
        List<String> slugs = all().stream().map(Chapter::slug).toList();
        throw new IllegalArgumentException("Unknown chapter '" + name + "'" + Names.suggest(name, slugs));
    }

    /** The chapters of these names; {@code all} stands for every one. */
    public static List<Chapter> select(List<String> names) {
        List<Chapter> out = new ArrayList<>();
        for (String name : names) {
            if (name.equalsIgnoreCase("all")) {
                out.addAll(all());
            } else {
                out.add(find(name));
            }
        }
        return out;
    }
}
