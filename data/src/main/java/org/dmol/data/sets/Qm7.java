package org.dmol.data.sets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;
import org.dmol.data.RowError;
import org.dmol.data.formats.Xyz;
import org.dmol.data.formats.XyzFile;
import org.dmol.data.formats.XyzFrame;

/**
 * QM7: 7,101 molecules of up to seven heavy atoms (C, N, O, S) with atomization energies (Rupp et al., Phys. Rev. Lett. 2012, 108,
 * 058301).
 *
 * @param source file
 * @param ids int32 [n], numbers of the molecules
 * @param geometries atoms and positions in Angstrom
 * @param atomizationKcalPerMol float64 [n, 2], kcal/mol, negative is bound: PBE0/def2-TZVP, DFTB3
 * @param rejected molecules that were left out (only when read from text)
 */
public record Qm7(DataFile source, Nd ids, Geometries geometries, Nd atomizationKcalPerMol, List<RowError> rejected) {
    /** Finds and reads the data set. */
    public static Qm7 load(DataStore store) {
        return read(store.get("qm7", "qm7-xyz"));
    }

    /** Reads arrays or text of this form. */
    public static Qm7 read(DataFile file) {
        return file.dataSet().file().endsWith(".npz") ? readNpz(file) : readText(file);
    }

    private static Qm7 readNpz(DataFile file) {
        try (NpzArrays npz = new NpzArrays(file)) {
            Geometries g = Geometries.read(npz);
            return new Qm7(file, Nd.vector(npz.get("ids", g.size()).ints()), g, npz.get("hof", g.size(), 2), List.of());
        }
    }

    private static Qm7 readText(DataFile file) {
        XyzFile xyz = Xyz.read(file.path());
        List<XyzFrame> frames = new ArrayList<>();
        List<RowError> errors = new ArrayList<>(xyz.rejected());
        List<Double> energies = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        for (XyzFrame f : xyz.frames()) {
            String[] words = f.comment().strip().split("\\s+");
            try {
                double first = Double.parseDouble(words[1]);
                double second = Double.parseDouble(words[2]);
                ids.add(Integer.valueOf(words[0].replace(".xyz", "")));
                energies.addAll(Arrays.asList(first, second));
                frames.add(f);
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                errors.add(new RowError(f.row(), 0, "its comment is not a file name and two energies"));
            }
        }
        return new Qm7(
                file,
                Nd.vector(ids.stream().mapToInt(i -> i).toArray()),
                Geometries.pad(
                        frames.stream().map(XyzFrame::atomicNumbers).toList(),
                        frames.stream().map(XyzFrame::positions).toList()),
                Nd.of(energies.stream().mapToDouble(e -> e).toArray(), frames.size(), 2),
                List.copyOf(errors));
    }

    /** Number of molecules. */
    public int size() {
        return ids.size();
    }
}
