package org.dmol.chapters.flows;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The bridge between the moons: the highest level of density at which a path leads from one to the other. */
final class Saddle {
    private final int n;
    private final int[] parent;

    private Saddle(int n) {
        this.n = n;
        this.parent = IntStream.range(0, n * n).toArray();
    }

    /** Logarithm of that level relative to the highest density, on a grid over [-half, half]². */
    static double level(DensityGrid grid) {
        double[] log = grid.logDensity();
        int n = grid.cells();
        Saddle sets = new Saddle(n);
        int[] order = IntStream.range(0, log.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Double.isNaN(log[i]) ? Double.POSITIVE_INFINITY : -log[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean[] above = new boolean[log.length];
        int outer = cell(grid, 0, 1);
        int inner = cell(grid, 1, -0.5);
        for (int i : order) {
            above[i] = true;
            sets.join(i, above);
            if (above[outer] && above[inner] && sets.find(outer) == sets.find(inner)) {
                return log[i] - log[order[0]];
            }
        }
        throw new IllegalStateException("The grid has no path between the moons.");
    }

    private static int cell(DensityGrid grid, double x, double y) {
        double side = 2 * grid.half() / (grid.cells() - 1);
        int column = (int) Math.round((x + grid.half()) / side);
        int row = (int) Math.round((y + grid.half()) / side);
        return row * grid.cells() + column;
    }

    /** Unites a cell with those of its eight neighbours that are as high. */
    private void join(int i, boolean[] above) {
        int row = i / n;
        int column = i % n;
        for (int r = Math.max(0, row - 1); r <= Math.min(n - 1, row + 1); r++) {
            for (int c = Math.max(0, column - 1); c <= Math.min(n - 1, column + 1); c++) {
                if (above[r * n + c]) {
                    parent[find(i)] = find(r * n + c);
                }
            }
        }
    }

    private int find(int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** The level for the density that the data come from. */
    static double ofTheData(int cells, double half) {
        double[] log = new double[cells * cells];
        double side = 2 * half / (cells - 1);
        Arrays.parallelSetAll(
                log, i -> Math.log(MoonsDensity.density(-half + i % cells * side, -half + i / cells * side)));
        return level(new DensityGrid(cells, half, log));
    }
}
