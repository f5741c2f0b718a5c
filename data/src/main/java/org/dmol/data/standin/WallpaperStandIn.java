package org.dmol.data.standin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NumpyRandom;
import org.dmol.data.StandIn;
import org.dmol.data.sets.WallpaperFrames;
import org.dmol.data.sets.WallpaperGroup;

/** Point sets of the 17 plane groups: for 8, 16 and 32 nominal particles and every number of special positions, ten frames each. */
record WallpaperStandIn() implements StandIn {
    private static final int FRAMES = 10;

    @Override
    public String description() {
        return "Its particles are placed at random in the 17 plane groups, relaxed with a Lennard-Jones force and shaken.";
    }

    @Override
    public void write(Path file, NumpyRandom random) throws IOException {
        List<Nd> frames = new ArrayList<>();
        List<Nd> lattices = new ArrayList<>();
        List<int[]> facts = new ArrayList<>();
        int trajectory = 0;
        for (int nominal = 8; nominal <= 32; nominal *= 2) {
            for (WallpaperGroup g : WallpaperGroup.values()) {
                PlaneGroups.Group group = PlaneGroups.get(g);
                for (int special = 0; special <= group.special().length; special++) {
                    int general = Math.max(2, nominal / group.general().length);
                    Crystal crystal = new Crystal(group, general, special, random);
                    for (int f = 0; f < FRAMES; f++) {
                        crystal.shake();
                        Nd cell = crystal.positions();
                        frames.add(WallpaperFrames.tile(cell, crystal.latticeVectors()));
                        lattices.add(crystal.latticeVectors());
                        facts.add(new int[] {
                            25 * cell.dim(0),
                            g.ordinal(),
                            nominal,
                            special,
                            general + special,
                            cell.dim(0),
                            trajectory,
                            f
                        });
                    }
                    trajectory++;
                }
            }
        }
        int n = frames.size();
        int width = frames.stream().mapToInt(f -> f.dim(0)).max().orElseThrow();
        float[] positions = new float[n * width * 2];
        float[] lattice = new float[n * 4];
        for (int i = 0; i < n; i++) {
            System.arraycopy(
                    frames.get(i).floats(),
                    0,
                    positions,
                    i * width * 2,
                    frames.get(i).size());
            System.arraycopy(lattices.get(i).floats(), 0, lattice, 4 * i, 4);
        }
        String[] names = {"counts", "labels", "nominal_n", "wyckoff", "n_asym", "n_cell", "traj", "step"};
        var npz = Npz.writer().put("positions", Nd.of(positions, n, width, 2)).put("lattice", Nd.of(lattice, n, 2, 2));
        for (int k = 0; k < names.length; k++) {
            int column = k;
            npz.put(names[k], Nd.vector(facts.stream().mapToInt(f -> f[column]).toArray()));
        }
        npz.write(file);
    }
}
