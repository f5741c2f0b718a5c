package org.dmol.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.data.DataStore;
import org.dmol.data.Splits;
import org.dmol.data.formats.SdfFile;
import org.dmol.data.sets.Qm9.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Facts of the real files; needs them in DMOL_DATA. */
@EnabledIfEnvironmentVariable(named = "DMOL_DATA", matches = ".+")
class RealDataTest {
    private final DataStore store = DataStore.standard().withOffline(true).withStandIns(false);

    private static double mean(double... x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    @Test
    void aqSolDb() {
        AqSolDb d = AqSolDb.load(store);
        assertThat(d.size()).isEqualTo(9982);
        assertThat(d.rejected()).isEmpty();
        assertThat(d.isStandIn()).isFalse();
        assertThat(d.features().shape()).containsExactly(9982, 17);
        double[] y = d.solubility().doubles();
        assertThat(mean(y)).isCloseTo(-2.8899088, within(5e-8));
        assertThat(Arrays.stream(y).min().orElseThrow()).isEqualTo(-13.1719);
        double[] means = {
            266.665946,
            1.979167,
            66.794594,
            17.374674,
            3.486776,
            1.108595,
            5.196955,
            4.073031,
            94.243438,
            1.068323,
            0.292627,
            0.447606,
            1.515929,
            62.458601,
            108.912586,
            2.392199,
            467.336782
        };
        for (int j = 0; j < 17; j++) {
            int column = j;
            double[] x = IntStream.range(0, 9982)
                    .mapToDouble(i -> d.features().get(i, column))
                    .toArray();
            assertThat(mean(x)).as(AqSolDb.FEATURES.get(j)).isCloseTo(means[j], within(1e-6));
        }
        AqSolDb.Compound first = d.rows().get(0);
        assertThat(first.id()).isEqualTo("A-3");
        assertThat(first.name()).isEqualTo("N,N,N-trimethyloctadecan-1-aminium bromide");
        assertThat(first.smiles()).isEqualTo("[Br-].CCCCCCCCCCCCCCCCCC[N+](C)(C)C");
        Map<String, Integer> groups = new HashMap<>();
        d.rows().forEach(c -> groups.merge(c.group(), 1, Integer::sum));
        assertThat(groups)
                .containsEntry("G1", 7746)
                .containsEntry("G3", 1182)
                .containsEntry("G5", 636)
                .hasSize(5);
        assertThat(Splits.random(9982, 0.2, 0, 0).test()).startsWith(6907, 9567, 8083, 1861);
    }

    @Test
    void classificationSets() {
        ClinTox c = ClinTox.load(store);
        assertThat(c.size()).isEqualTo(1484);
        assertThat(IntStream.of(c.integers(ClinTox.Drug::fdaApproved)).sum()).isEqualTo(1390);
        assertThat(IntStream.of(c.integers(ClinTox.Drug::failedForToxicity)).sum())
                .isEqualTo(112);
        assertThat(c.smiles()[7]).isEqualTo("[NH4][Pt]([NH4])(Cl)Cl");
        Bbbp b = Bbbp.load(store);
        assertThat(b.size()).isEqualTo(2050);
        assertThat(b.rejected()).isEmpty();
        assertThat(b.rows().get(0).name()).isEqualTo("Propanolol");
    }

    @Test
    void regressionSets() {
        assertThat(Esol.load(store).size()).isEqualTo(1128);
        assertThat(Esol.load(store).rows().get(1))
                .isEqualTo(new Esol.Compound(1, "Fenfuram", "Cc1occc1C(=O)Nc2ccccc2", -3.3, -2.885));
        FreeSolv f = FreeSolv.load(store);
        assertThat(f.size()).isEqualTo(642);
        assertThat(f.rows().get(0).measuredKcalPerMol()).isEqualTo(-11.01);
        assertThat(f.rows().get(0).name()).isEqualTo("4-methoxy-N,N-dimethyl-benzamide");
        Lipophilicity l = Lipophilicity.load(store);
        assertThat(l.size()).isEqualTo(4200);
        assertThat(l.rows().get(1).logD()).isEqualTo(-1.18);
        Hopv15 h = Hopv15.load(store);
        assertThat(h.size()).isEqualTo(350);
        assertThat(h.rows().get(0).homoEv()).isEqualTo(-5.04);
        assertThat(h.rows().get(1).homoEv()).isNaN();
        assertThat(h.rejected()).isEmpty();
    }

    @Test
    void peptidesAndProteins() {
        HemolyticPeptides p = HemolyticPeptides.load(store);
        assertThat(p.size()).isEqualTo(634);
        int melittin = IntStream.range(0, 634)
                .filter(i -> p.sequence(i).equals("GIGAVLKVLTTGLPALISWIKRKRQQ"))
                .findFirst()
                .orElseThrow();
        assertThat(p.hemolytic()[melittin]).isEqualTo(1);
        assertThat(p.labelsAsInFile()[melittin]).isZero();
        int[] test = Splits.random(634, 0.1, 0.1, 0).test();
        assertThat(Arrays.stream(test).map(i -> p.labelsAsInFile()[i]).sum()).isEqualTo(23);
        Nd oneHot = p.oneHot();
        assertThat(oneHot.shape()).containsExactly(634, 200, 21);
        float sum = 0;
        for (float v : oneHot.floats()) {
            sum += v;
        }
        assertThat(sum).isEqualTo(634 * 200);
        ProteinTokens s = ProteinTokens.loadSolubility(store);
        assertThat(s.size()).isEqualTo(18453);
        assertThat(s.countPositives()).isEqualTo(8785);
        assertThat(IntStream.range(0, 8785).map(s::length).average().orElseThrow())
                .isCloseTo(136.5, within(0.05));
        assertThat(IntStream.range(0, 8785)
                        .filter(i -> s.sequence(i).startsWith("G"))
                        .count())
                .isEqualTo(1137);
        int[] held = Splits.random(18453, 0.1, 0.1, 0).test();
        assertThat(Arrays.stream(held).map(i -> s.labels()[i]).sum()).isEqualTo(867);
    }

    @Test
    void polymersAndPicture() {
        double[] x = PolymerPaths.load(store).frames().doubles();
        assertThat(x).hasSize(2048 * 12 * 2);
        assertThat(Arrays.stream(x).min().orElseThrow()).isCloseTo(5.542, within(5e-4));
        assertThat(Arrays.stream(x).max().orElseThrow()).isCloseTo(29.812, within(5e-4));
        double[] y = PolymerPaths.loadLong(store).frames().doubles();
        assertThat(Arrays.stream(y).min().orElseThrow()).isCloseTo(-45.711, within(5e-4));
        assertThat(QuadImage.load(store).rgb().shape()).containsExactly(32, 32, 3);
    }

    @Test
    void qm9() {
        Qm9 q = Qm9.load(store);
        assertThat(q.size()).isEqualTo(14170);
        assertThat(q.geometries().width()).isEqualTo(29);
        double[] u0 = q.property(Property.U0);
        assertThat(Arrays.stream(u0).min().orElseThrow()).isCloseTo(-529.69, within(0.005));
        assertThat(Arrays.stream(u0).max().orElseThrow()).isCloseTo(-79.76, within(0.005));
        double[] bound = q.atomizationKcalPerMol(Property.U0);
        assertThat(Arrays.stream(bound).min().orElseThrow()).isCloseTo(-2608.2, within(0.05));
        assertThat(Arrays.stream(bound).max().orElseThrow()).isCloseTo(-562.3, within(0.05));
        assertThat(q.ids().get(0)).isEqualTo(7);
        assertThat(q.geometries().numbers(0)).isEqualTo(Nd.vector(6, 6, 1, 1, 1, 1, 1, 1));
        Qm9 text = Qm9.read(store.get("qm9-sample-xyz"));
        assertThat(text.rejected()).isEmpty();
        assertThat(text.ids()).isEqualTo(q.ids());
        assertThat(text.properties()).isEqualTo(q.properties());
        assertThat(text.geometries().positions()).isEqualTo(q.geometries().positions());
    }

    @Test
    void otherQuantumSets() {
        Qm9Table t = Qm9Table.load(store);
        assertThat(t.size()).isEqualTo(14862);
        assertThat(t.rejected()).isEmpty();
        assertThat(t.rows().get(0)).isEqualTo(new Qm9Table.Molecule(0, 133, "CCCCC"));
        assertThat(t.properties().get(0, Property.U0.ordinal())).isEqualTo(-197.629416);
        assertThat(Qm9Table.loadMini(store).size()).isEqualTo(21);
        SdfFile mini = SdfFile.read(store.get("qm9-mini-sdf").path());
        assertThat(mini.molecules()).hasSize(21);
        assertThat(mini.rejected()).isEmpty();
        assertThat(mini.molecules().get(0).atomicNumbers()).isEqualTo(Nd.vector(6, 1, 1, 1, 1));
        Qm9Atoms atoms = Qm9Atoms.load(store);
        assertThat(atoms.rows()).hasSize(5);
        for (Qm9Atoms.Atom a : atoms.rows()) {
            assertThat(Qm9Atoms.hartree(a.atomicNumber(), Property.U0)).isEqualTo(a.u0Hartree());
            assertThat(Qm9Atoms.hartree(a.atomicNumber(), Property.G)).isEqualTo(a.gHartree());
        }
        Qm9Mp2 mp2 = Qm9Mp2.load(store);
        assertThat(mp2.ids().size()).isEqualTo(10000);
        assertThat(mp2.energies().shape()).containsExactly(10000, 3);
        Qm7 qm7 = Qm7.load(store);
        assertThat(qm7.size()).isEqualTo(7101);
        assertThat(qm7.atomizationKcalPerMol().get(0, 0)).isEqualTo(-417.031);
        Qm7 text = Qm7.read(store.get("qm7-xyz"));
        assertThat(text.rejected()).isEmpty();
        assertThat(text.ids()).isEqualTo(qm7.ids());
        assertThat(text.atomizationKcalPerMol()).isEqualTo(qm7.atomizationKcalPerMol());
        assertThat(text.geometries().positions()).isEqualTo(qm7.geometries().positions());
        Ani1 ani = Ani1.load(store);
        assertThat(ani.molecules()).extracting(Ani1.Conformers::formula).containsExactly("CH4", "C2H6", "C2H4", "C2H2");
        assertThat(ani.molecules()).extracting(m -> m.energiesHartree().size()).containsExactly(5400, 8469, 5760, 2880);
        assertThat(ani.molecules().get(3).atomicNumbers().size()).isEqualTo(4);
    }

    @Test
    void ethanolAsArraysAndAsText() {
        MolecularDynamics a = MolecularDynamics.loadEthanol(store);
        assertThat(a.size()).isEqualTo(2000);
        assertThat(a.atomicNumbers()).isEqualTo(Nd.vector(6, 6, 8, 1, 1, 1, 1, 1, 1));
        double[] e = a.energiesKcalPerMol().doubles();
        assertThat(Arrays.stream(e).min().orElseThrow()).isCloseTo(-97205.6, within(0.05));
        assertThat(Arrays.stream(e).max().orElseThrow()).isCloseTo(-97178.1, within(0.05));
        MolecularDynamics b = MolecularDynamics.readText(store.get("ethanol-xyz"));
        assertThat(b.positions()).isEqualTo(a.positions());
        assertThat(b.energiesKcalPerMol()).isEqualTo(a.energiesKcalPerMol());
        assertThat(b.forcesKcalPerMolAngstrom()).isEqualTo(a.forcesKcalPerMolAngstrom());
    }

    @Test
    void wallpaper() {
        WallpaperFrames w = WallpaperFrames.load(store);
        assertThat(w.frames()).hasSize(2050);
        int[] counts = new int[17];
        for (int label : w.labels()) {
            counts[label]++;
        }
        assertThat(counts)
                .containsExactly(30, 150, 90, 30, 60, 260, 120, 90, 180, 120, 210, 30, 120, 140, 120, 120, 180);
        assertThat(w.frames())
                .allMatch(f -> f.points().dim(0) >= 150 && f.points().dim(0) <= 1200);
        WallpaperFrames cells = WallpaperFrames.read(store.get("wallpaper-cells"));
        for (int i = 0; i < 2050; i += 97) {
            float[] a = w.frames().get(i).points().floats();
            float[] b = cells.frames().get(i).points().floats();
            assertThat(b).containsExactly(a, within(6e-4f));
        }
    }

    @Test
    void smilesLists() {
        Map<String, Integer> counts = Map.of(
                "zinc-subset",
                51409,
                "zinc-sampled",
                24946,
                "zinc-jtvae-valid",
                24445,
                "zinc-jtvae-test",
                5000,
                "zinc-qed",
                86334,
                "zinc-natural-products",
                50000,
                "guacamol-valid",
                79568,
                "qm9-smiles",
                133885);
        counts.forEach((id, n) -> {
            SmilesSet s = SmilesSet.load(store, id);
            assertThat(s.size()).as(id).isEqualTo(n);
            assertThat(s.rejected()).isEmpty();
        });
        assertThat(SmilesSet.load(store, "zinc-natural-products").rows().get(0).name())
                .isEqualTo("ZINC70701530");
        assertThat(SmilesSet.loadZinc(store).smiles()[0]).isEqualTo("CC(C)(C)c1ccc2occ(CC(=O)Nc3ccccc3F)c2c1");
    }

    @Test
    void oneStreamOfRandomNumbersThroughChapterThree() {
        NumpyRandom r = new NumpyRandom(0);
        int[] rows = r.sample(9982, 50);
        assertThat(Arrays.copyOf(rows, 6)).containsExactly(6907, 9567, 8083, 1861, 1509, 4017);
        assertThat(rows[49]).isEqualTo(2263);
    }
}
