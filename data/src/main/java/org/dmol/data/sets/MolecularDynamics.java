package org.dmol.data.sets;

import static org.dmol.data.sets.NpzArrays.ANY;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;
import org.dmol.data.RowError;
import org.dmol.data.formats.Xyz;
import org.dmol.data.formats.XyzFile;
import org.dmol.data.formats.XyzFrame;

/**
 * Geometries of one molecule with energies and forces.
 *
 * @param source file
 * @param atomicNumbers int32 [atoms]
 * @param positions float32 [frames, atoms, 3], Angstrom
 * @param energiesKcalPerMol float64 [frames], kcal/mol
 * @param forcesKcalPerMolAngstrom float32 [frames, atoms, 3], kcal/mol/Angstrom
 * @param rejected frames that were left out (only when read from text)
 */
public record MolecularDynamics(
        DataFile source,
        Nd atomicNumbers,
        Nd positions,
        Nd energiesKcalPerMol,
        Nd forcesKcalPerMolAngstrom,
        List<RowError> rejected) {
    /** Ethanol, 2,000 frames (Chmiela et al., Sci. Adv. 2017, 3, e1603015). */
    public static MolecularDynamics loadEthanol(DataStore store) {
        DataFile file = store.get("ethanol", "ethanol-xyz");
        return file.dataSet().file().endsWith(".npz") ? readNpz(file) : readText(file);
    }

    private static MolecularDynamics readNpz(DataFile file) {
        try (NpzArrays npz = new NpzArrays(file)) {
            Nd z = npz.get("Z", ANY);
            Nd r = npz.get("R", ANY, z.size(), 3);
            return new MolecularDynamics(
                    file,
                    z.cast(DType.INT32),
                    r.cast(DType.FLOAT32),
                    npz.get("E", r.dim(0)).cast(DType.FLOAT64),
                    npz.get("F", r.dim(0), z.size(), 3).cast(DType.FLOAT32),
                    List.of());
        }
    }

    static MolecularDynamics readText(DataFile file) {
        XyzFile xyz = Xyz.read(file.path());
        List<RowError> errors = new ArrayList<>(xyz.rejected());
        List<XyzFrame> good = new ArrayList<>();
        List<Double> energies = new ArrayList<>();
        Nd z = xyz.frames().get(0).atomicNumbers();
        for (XyzFrame f : xyz.frames()) {
            Nd forces = f.columns().get("forces");
            try {
                if (!f.atomicNumbers().equals(z) || forces == null || forces.dim(1) != 3) {
                    throw new IllegalArgumentException("it is not the same molecule with forces");
                }
                energies.add(Double.parseDouble(f.properties().getOrDefault("energy", "")));
                good.add(f);
            } catch (NumberFormatException e) {
                errors.add(new RowError(f.row(), 0, "it has no energy"));
            } catch (IllegalArgumentException e) {
                errors.add(new RowError(f.row(), 0, e.getMessage()));
            }
        }
        return new MolecularDynamics(
                file,
                z,
                stack(good, z.size(), false),
                Nd.vector(energies.stream().mapToDouble(e -> e).toArray()),
                stack(good, z.size(), true),
                List.copyOf(errors));
    }

    private static Nd stack(List<XyzFrame> frames, int atoms, boolean forces) {
        float[] out = new float[frames.size() * atoms * 3];
        for (int i = 0; i < frames.size(); i++) {
            XyzFrame f = frames.get(i);
            Nd values = forces ? f.columns().get("forces") : f.positions();
            System.arraycopy(values.floats(), 0, out, i * atoms * 3, atoms * 3);
        }
        return Nd.of(out, frames.size(), atoms, 3);
    }

    /** Number of frames. */
    public int size() {
        return energiesKcalPerMol.size();
    }
}
