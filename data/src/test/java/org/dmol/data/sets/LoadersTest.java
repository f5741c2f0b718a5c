package org.dmol.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NumpyRandom;
import org.dmol.data.Catalogue;
import org.dmol.data.DataException;
import org.dmol.data.DataFile;
import org.dmol.data.Origin;
import org.dmol.data.RowError;
import org.dmol.data.formats.SdfFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadersTest {
    @TempDir
    Path dir;

    private DataFile file(String id, String content) throws IOException {
        Path path = dir.resolve(Catalogue.standard().get(id).file());
        Files.writeString(path, content);
        return new DataFile(Catalogue.standard().get(id), path, Origin.DATA_DIRECTORY, "");
    }

    @Test
    void badRowsOfATableAreLeftOut() throws IOException {
        ClinTox c = ClinTox.read(file("clintox", "smiles,FDA_APPROVED,CT_TOX\nCCO,1,0\nCC,x,0\nC,0,1\n"));
        assertThat(c.smiles()).containsExactly("CCO", "C");
        assertThat(c.rows().get(1)).isEqualTo(new ClinTox.Drug(2, "C", 0, 1));
        assertThat(c.rejected()).extracting(RowError::row).containsExactly(1);
        DataFile wrong = file("clintox", "SMILES,label\nC,1\n");
        assertThatThrownBy(() -> ClinTox.read(wrong))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "no column 'smiles', 'FDA_APPROVED', 'CT_TOX'; its columns are 'SMILES', 'label'");
    }

    @Test
    void figsharesRecord() {
        Qm9Record r = Qm9Records.parse(
                ("5\ngdb 1\t157.7118\t157.70997\t157.70699\t0.\t13.21\t-0.3877\t0.1171\t0.5048\t35.3641\t0.044749"
                                + "\t-40.47893\t-40.476062\t-40.475117\t-40.498597\t6.469\t\n"
                                + "C\t-0.0126981359\t 1.0858041578\t 0.0080009958\t-0.535689\n"
                                + "H\t 0.002150416\t-0.0060313176\t 0.0019761204\t 0.133921\n"
                                + "H\t 1.0117308433\t 1.4637511618\t 0.0002765748\t 0.133922\n"
                                + "H\t-0.540815069\t 1.4475266138\t-0.8766437152\t 0.133923\n"
                                + "H\t-0.5238136345\t 1.4379326443\t 9.5*^-6\t 0.133923\n"
                                + "1341.307\t1341.3284\t1341.365\t1562.6731\t1562.7453\t3038.3205\t3151.6034\t3151.6788\t3151.7078\n"
                                + "C\tC\t\nInChI=1S/CH4/h1H4\tInChI=1S/CH4/h1H4\n")
                        .lines()
                        .toList());
        assertThat(r.id()).isEqualTo(1);
        assertThat(r.atomicNumbers()).isEqualTo(Nd.vector(6, 1, 1, 1, 1));
        assertThat(r.positions().get(4, 2)).isEqualTo(9.5e-6);
        assertThat(r.positions().floats()[0]).isEqualTo(-0.012698136f);
        assertThat(r.charges().get(0)).isEqualTo(-0.535689);
        assertThat(r.properties().get(Qm9.Property.H.ordinal())).isEqualTo(-40.475117);
        assertThat(r.frequencies().size()).isEqualTo(9);
        assertThat(r.smiles()).isEqualTo("C");
        assertThat(r.inchi()).isEqualTo("InChI=1S/CH4/h1H4");
        assertThatThrownBy(() -> Qm9Records.parse(List.of("1", "gdb 1 2", "C 0 0 0")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Qm9Records.parse(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void qm9sArchive() throws IOException {
        Path path = dir.resolve("dsgdb9nsd.xyz.tar.bz2");
        try (InputStream in = LoadersTest.class.getResourceAsStream("../formats/dsgdb9nsd.xyz.tar.bz2")) {
            Files.write(path, in.readAllBytes());
        }
        Qm9 q = Qm9.read(new DataFile(Catalogue.standard().get("qm9-archive"), path, Origin.CACHE, ""));
        assertThat(q.ids()).isEqualTo(Nd.vector(1, 2));
        assertThat(q.property(Qm9.Property.U0)).containsExactly(-1.25, -40);
        assertThat(q.property(Qm9.Property.B)).containsExactly(0.25, 0.25);
        assertThat(q.geometries().coordinates(0)).isEqualTo(Nd.matrix(new float[][] {{0.5f, -1e-6f, 2}, {0, 0, 1e-3f}
        }));
        assertThat(q.geometries().numbers(1)).isEqualTo(Nd.vector(6));
        assertThat(q.rejected()).hasSize(1);
        assertThat(q.rejected().get(0).toString()).startsWith("row 2: dsgdb9nsd_000003.xyz: atom 1");
        byte[] bytes = Files.readAllBytes(path);
        Files.write(path, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> Qm9Records.archive(path, r -> true))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("end too early");
    }

    @Test
    void theFirstMoleculesAsAMolfile() throws IOException {
        Path path = dir.resolve("a.sdf");
        Files.writeString(
                path,
                "gdb_1\n  x\n\n  2  1  0     0  0  0  0  0  0999 V2000\n   -0.0127    1.0858    0.0080 C   0  0\n"
                        + "    0.0022   -0.0060    0.0020 H   0  0\n  1  2  1  0\nM  END\n> <a>\n1\n\n$$$$\nbad\n\n\nnothing\n"
                        + "$$$$\ngdb_3\n\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n    0.0000    0.0000    0.0000 O   0\nM  END\n");
        SdfFile sdf = SdfFile.read(path);
        assertThat(sdf.molecules()).extracting(SdfFile.Molecule::title).containsExactly("gdb_1", "gdb_3");
        SdfFile.Molecule first = sdf.molecules().get(0);
        assertThat(first.atomicNumbers()).isEqualTo(Nd.vector(6, 1));
        assertThat(first.positions().get(0, 1)).isEqualTo(1.0858);
        assertThat(first.bonds()).isEqualTo(Nd.matrix(new int[][] {{0, 1, 1}}));
        assertThat(sdf.rejected()).extracting(RowError::row).containsExactly(1);
    }

    @Test
    void theBooksPickle() throws IOException {
        Path path = dir.resolve("book.pb.gz");
        try (InputStream in = LoadersTest.class.getResourceAsStream("../formats/book.pb.gz")) {
            Files.write(path, in.readAllBytes());
        }
        List<WallpaperFrames.Frame> frames = WallpaperFrames.readPickle(path);
        assertThat(frames).hasSize(4);
        assertThat(frames)
                .extracting(WallpaperFrames.Frame::group)
                .containsExactly(WallpaperGroup.P2, WallpaperGroup.P2, WallpaperGroup.P6M, WallpaperGroup.P6M);
        assertThat(frames.get(1).points().shape()).containsExactly(6, 2);
        assertThat(frames.get(3).trajectory()).isEqualTo(1);
    }

    @Test
    void scikitLearnsMoons() throws IOException {
        Map<String, Nd> golden;
        try (InputStream in = LoadersTest.class.getResourceAsStream("../formats/moons.npz")) {
            golden = Npz.read(in);
        }
        TwoMoons moons = TwoMoons.generate(1000, 0.05, new NumpyRandom(0));
        assertThat(moons.labels()).isEqualTo(golden.get("labels"));
        assertThat(moons.points().doubles())
                .containsExactly(golden.get("points").doubles(), within(1e-14));
        double[] p = TwoMoons.generate(10000, 0.05, new NumpyRandom(0)).points().doubles();
        assertThat(p[0]).isCloseTo(1.95067617, within(5e-9));
        assertThat(p[5]).isCloseTo(1.05021857, within(5e-9));
    }

    @Test
    void arraysOfAWrongShape() throws IOException {
        Path path = dir.resolve("paths.npz");
        Npz.writer().put("arr", Nd.zeros(org.dmol.array.DType.FLOAT64, 4, 3)).write(path);
        DataFile f = new DataFile(Catalogue.standard().get("polymer-paths"), path, Origin.CACHE, "");
        assertThatThrownBy(() -> PolymerPaths.read(f))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'arr'")
                .hasMessageContaining("[4, 3] instead of [n, n, 2]");
        Files.write(path, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> PolymerPaths.read(f)).isInstanceOf(DataException.class);
    }

    @Test
    void residues() {
        assertThat(Residues.decode(IntStream.rangeClosed(1, 20).toArray())).isEqualTo("ARNDCQEGHILKMFPSTWYV");
        assertThat(Residues.decode(13, 1, 0, 5)).isEqualTo("MA");
    }

    @Test
    void smilesLists() throws IOException {
        SmilesSet s = SmilesSet.read(file("zinc-250k", "smiles\nCCO\n\nC[C@H](N)O name here\n\u00e4\n"));
        assertThat(s.smiles()).containsExactly("CCO", "C[C@H](N)O");
        assertThat(s.rows().get(1).name()).isEqualTo("name here");
        assertThat(s.rejected()).extracting(RowError::row).containsExactly(2);
    }
}
