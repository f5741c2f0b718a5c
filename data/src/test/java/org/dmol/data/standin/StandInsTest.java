package org.dmol.data.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.data.Catalogue;
import org.dmol.data.DataFile;
import org.dmol.data.DataSet;
import org.dmol.data.DataStore;
import org.dmol.data.Origin;
import org.dmol.data.StandIn;
import org.dmol.data.sets.AqSolDb;
import org.dmol.data.sets.Bbbp;
import org.dmol.data.sets.ClinTox;
import org.dmol.data.sets.Esol;
import org.dmol.data.sets.FreeSolv;
import org.dmol.data.sets.HemolyticPeptides;
import org.dmol.data.sets.Lipophilicity;
import org.dmol.data.sets.MolecularDynamics;
import org.dmol.data.sets.PolymerPaths;
import org.dmol.data.sets.ProteinTokens;
import org.dmol.data.sets.Qm7;
import org.dmol.data.sets.Qm9;
import org.dmol.data.sets.QuadImage;
import org.dmol.data.sets.SmilesSet;
import org.dmol.data.sets.WallpaperFrames;
import org.dmol.data.sets.WallpaperGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every stand-in passes through the loader of the real data, and there is something to learn in it. */
class StandInsTest {
    @TempDir
    static Path dir;

    private static DataStore store() {
        return DataStore.standard()
                .withDataDirectory(null)
                .withCache(dir)
                .withOffline(true)
                .withStandIns(true)
                .withNotices(s -> {});
    }

    /** A stand-in of fewer rows. */
    private static DataFile some(String id, StandIn rule) throws IOException {
        DataSet set = Catalogue.standard().get(id);
        Path file = dir.resolve("some").resolve(set.file());
        rule.write(file, new NumpyRandom(5));
        return new DataFile(set, file, Origin.STAND_IN, "");
    }

    private static double correlation(double[] a, double... b) {
        double ma = Arrays.stream(a).average().orElseThrow();
        double mb = Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - ma) * (b[i] - mb);
            aa += (a[i] - ma) * (a[i] - ma);
            bb += (b[i] - mb) * (b[i] - mb);
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void solubility() throws IOException {
        AqSolDb d = AqSolDb.read(some("aqsoldb", MoleculeTables.aqSolDb().withRows(800)));
        assertThat(d.isStandIn()).isTrue();
        assertThat(d.size()).isEqualTo(800);
        assertThat(d.rejected()).isEmpty();
        assertThat(new HashSet<>(Arrays.asList(d.smiles()))).hasSize(800);
        double[] logP =
                IntStream.range(0, 800).mapToDouble(i -> d.features().get(i, 1)).toArray();
        assertThat(correlation(logP, d.solubility().doubles())).isBetween(-0.95, -0.5);
        assertThat(Arrays.stream(d.solubility().doubles()).average().orElseThrow())
                .isBetween(-6.0, -1.0);
    }

    @Test
    void otherTables() throws IOException {
        Esol e = Esol.read(some("esol", MoleculeTables.esol().withRows(200)));
        assertThat(e.size()).isEqualTo(200);
        assertThat(correlation(
                        e.numbers(Esol.Compound::delaneyLogMolPerL), e.numbers(Esol.Compound::solubilityLogMolPerL)))
                .isGreaterThan(0.8);
        assertThat(FreeSolv.load(store()).size()).isEqualTo(642);
        assertThat(Lipophilicity.read(some(
                                "lipophilicity", MoleculeTables.lipophilicity().withRows(50)))
                        .size())
                .isEqualTo(50);
        ClinTox c = ClinTox.read(some("clintox", MoleculeTables.clinTox().withRows(400)));
        assertThat(IntStream.of(c.integers(ClinTox.Drug::fdaApproved)).average().orElseThrow())
                .isBetween(0.8, 0.98);
        Bbbp b = Bbbp.read(some("bbbp", MoleculeTables.bbbp().withRows(300)));
        assertThat(IntStream.of(b.integers(Bbbp.Compound::crosses)).average().orElseThrow())
                .isBetween(0.4, 0.9);
        SmilesSet zinc = SmilesSet.read(some("zinc-subset", new SmilesStandIn(1000)));
        assertThat(zinc.size()).isEqualTo(1000);
        assertThat(Arrays.stream(zinc.smiles())
                        .mapToInt(String::length)
                        .average()
                        .orElseThrow())
                .isBetween(20.0, 60.0);
    }

    @Test
    void sequences() {
        HemolyticPeptides p = HemolyticPeptides.load(store());
        assertThat(p.tokens().shape()).containsExactly(634, 200);
        long lysineIn = IntStream.range(317, 634)
                .filter(i -> p.sequence(i).contains("KL") || p.sequence(i).contains("LK"))
                .count();
        long lysineOut = IntStream.range(0, 317)
                .filter(i -> p.sequence(i).contains("KL") || p.sequence(i).contains("LK"))
                .count();
        assertThat(lysineIn).isGreaterThan(2 * lysineOut);
        ProteinTokens s = ProteinTokens.loadSolubility(store());
        assertThat(s.tokens().shape()).containsExactly(18453, 200);
        assertThat(IntStream.range(0, 2000).map(s::length).average().orElseThrow())
                .isBetween(100.0, 180.0);
        ProteinTokens h = ProteinTokens.loadHemolysis(store());
        assertThat(h.size()).isEqualTo(9316);
        assertThat(h.source().isStandIn()).isTrue();
    }

    @Test
    void polymersAndPicture() {
        double[] near = PolymerPaths.load(store()).frames().doubles();
        double[] far = PolymerPaths.loadLong(store()).frames().doubles();
        assertThat(step(near)).isLessThan(step(far) / 4);
        Nd rgb = QuadImage.load(store()).rgb();
        assertThat(rgb.shape()).containsExactly(32, 32, 3);
        for (String symmetry : new String[] {"mirror", "turn", "transpose"}) {
            int different = 0;
            for (int y = 0; y < 32; y++) {
                for (int x = 0; x < 32; x++) {
                    int sx = symmetry.equals("transpose") ? y : 31 - x;
                    int sy = symmetry.equals("transpose") ? x : symmetry.equals("turn") ? 31 - y : y;
                    different += rgb.get(y, x, 0) != rgb.get(sy, sx, 0) ? 1 : 0;
                }
            }
            assertThat(different).as(symmetry).isGreaterThan(20);
        }
    }

    /** Mean square move of a bead between frames. */
    private static double step(double... frames) {
        double sum = 0;
        for (int i = 24; i < frames.length; i++) {
            sum += (frames[i] - frames[i - 24]) * (frames[i] - frames[i - 24]);
        }
        return sum / frames.length;
    }

    @Test
    void molecules() throws IOException {
        Qm9 q = Qm9.read(some("qm9-sample", new QuantumStandIn(300, 9, 29, true)));
        assertThat(q.size()).isEqualTo(300);
        double[] bound = q.atomizationKcalPerMol(Qm9.Property.U0);
        assertThat(Arrays.stream(bound).average().orElseThrow()).isBetween(-2500.0, -1000.0);
        assertThat(Arrays.stream(bound).max().orElseThrow()).isNegative();
        int bad = 0;
        for (int i = 0; i < 300; i++) {
            float[] r = q.geometries().coordinates(i).floats();
            bad += nearest(r) < 0.7 ? 1 : 0;
        }
        assertThat(bad).as("molecules with two atoms on top of each other").isLessThan(5);
        double[] u = q.property(Qm9.Property.U);
        double[] h = q.property(Qm9.Property.H);
        assertThat(h[7] - u[7]).isCloseTo(0.000944, within(1e-9));
        Qm7 small = Qm7.read(some("qm7", new QuantumStandIn(100, 7, 23, false)));
        assertThat(small.size()).isEqualTo(100);
    }

    private static double nearest(float... r) {
        double best = 1e9;
        for (int i = 0; i < r.length; i += 3) {
            for (int j = 0; j < i; j += 3) {
                best = Math.min(best, Math.hypot(Math.hypot(r[i] - r[j], r[i + 1] - r[j + 1]), r[i + 2] - r[j + 2]));
            }
        }
        return best;
    }

    @Test
    void forcesAreTheGradient() {
        MolecularDynamics m = MolecularDynamics.loadEthanol(store());
        assertThat(m.size()).isEqualTo(2000);
        double[] e = m.energiesKcalPerMol().doubles();
        assertThat(Arrays.stream(e).max().orElseThrow() - Arrays.stream(e).min().orElseThrow())
                .isBetween(5.0, 60.0);
        double sum = 0;
        for (int k = 0; k < 27; k++) {
            sum += m.forcesKcalPerMolAngstrom().floats()[27 * 5 + k];
        }
        assertThat(sum).as("no net force").isCloseTo(0, within(1e-3));
    }

    @ParameterizedTest
    @EnumSource(WallpaperGroup.class)
    void cellsHaveTheirSymmetry(WallpaperGroup g) {
        PlaneGroups.Group group = PlaneGroups.get(g);
        int[] order = {1, 2, 2, 2, 4, 4, 4, 4, 8, 4, 8, 8, 3, 6, 6, 6, 12};
        int[] sites = {0, 4, 2, 0, 1, 8, 3, 2, 5, 3, 6, 3, 3, 4, 3, 3, 5};
        assertThat(group.general()).hasSize(order[g.ordinal()]);
        assertThat(group.special()).hasSize(sites[g.ordinal()]);
        Crystal crystal = new Crystal(group, 2, group.special().length, new NumpyRandom(g.ordinal()));
        Nd cell = crystal.positions();
        Nd l = crystal.latticeVectors();
        double det = l.get(0, 0) * l.get(1, 1) - l.get(0, 1) * l.get(1, 0);
        int n = cell.dim(0);
        double[] u = new double[n];
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            u[i] = (l.get(1, 1) * cell.get(i, 0) - l.get(0, 1) * cell.get(i, 1)) / det;
            v[i] = (l.get(0, 0) * cell.get(i, 1) - l.get(1, 0) * cell.get(i, 0)) / det;
        }
        for (PlaneGroups.Position p : group.general()) {
            for (int i = 0; i < n; i++) {
                double x = p.x(u[i], v[i]);
                double y = p.y(u[i], v[i]);
                assertThat(IntStream.range(0, n).anyMatch(k -> whole(u[k] - x) < 1e-4 && whole(v[k] - y) < 1e-4))
                        .as("image of particle %d", i)
                        .isTrue();
            }
        }
    }

    private static double whole(double d) {
        return Math.abs(d - Math.rint(d));
    }

    @Test
    void wallpaperFrames() {
        WallpaperFrames w = WallpaperFrames.load(store());
        assertThat(w.frames()).hasSize(2160);
        assertThat(w.frames())
                .allMatch(f -> f.points().dim(0) >= 150 && f.points().dim(0) <= 1200);
        assertThat(Arrays.stream(w.labels()).distinct().count()).isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(strings = {"freesolv", "hemolytic-peptides", "quad-image", "ethanol"})
    void theSameSeedGivesTheSameFile(String name) throws IOException {
        StandIn rule = StandIns.find(name).orElseThrow();
        Path a = dir.resolve("a-" + name);
        Path b = dir.resolve("b-" + name);
        rule.write(a, new NumpyRandom(3));
        rule.write(b, new NumpyRandom(3));
        assertThat(a).hasSameBinaryContentAs(b);
        if (!name.equals("quad-image")) {
            rule.write(b, new NumpyRandom(4));
            assertThat(Files.mismatch(a, b)).isNotNegative();
        }
        assertThat(rule.description()).endsWith(".");
    }
}
