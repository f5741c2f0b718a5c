package org.dmol.chapters.dataequivariance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Settings;
import org.dmol.data.DataStore;
import org.dmol.data.analysis.PlanarAlignment;
import org.dmol.data.sets.PolymerPaths;

/** The four models, and every alignment of the whole trajectory, beside NumPy. */
final class DataEquivarianceCheck implements CrossCheck {
    /** Relative tolerance, in float64. */
    static final double TOLERANCE = 1e-10;

    @Override
    public String name() {
        return "data-equivariance";
    }

    @Override
    public String title() {
        return "models, alignments and principal components of chapter 9 beside NumPy";
    }

    @Override
    public void run(Checks check) throws Exception {
        Settings s = check.settings();
        PolymerPaths paths =
                PolymerPaths.load(DataStore.standard().withOffline(s.offline()).withStandIns(s.standIn()));
        Path in = Files.createTempFile("dmol-data-equivariance", ".npz");
        Path out = Files.createTempFile("dmol-data-equivariance", ".npz");
        try {
            Npz.writer().put("paths", paths.frames()).write(in);
            check.python().run("data_equivariance.py", "exact", out.toString(), "--paths", in.toString());
            Map<String, Nd> theirs = Npz.read(out);
            DataEquivarianceReference.of(theirs)
                    .forEach((name, ours) -> check.exact(
                            name.replace('_', ' '), ours, theirs.get(name).doubles(), TOLERANCE));
            double[] again = DataEquivarianceReference.trajectory(PlanarAlignment.frames(theirs.get("turned_paths")))
                    .get("axes");
            check.exact(
                    "principal axes of the turned trajectory",
                    again,
                    theirs.get("axes").doubles(),
                    TOLERANCE);
        } finally {
            Files.delete(in);
            Files.delete(out);
        }
    }
}
