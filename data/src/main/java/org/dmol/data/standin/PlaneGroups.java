package org.dmol.data.standin;

import java.util.EnumMap;
import java.util.Map;
import org.dmol.data.sets.WallpaperGroup;

/**
 * General and special positions of the 17 plane groups in fractional coordinates (International Tables for Crystallography, volume A; hexagonal
 * axes at 120 degrees).
 */
final class PlaneGroups {
    /** Shapes of the cell. */
    enum Cell {
        OBLIQUE,
        RECTANGULAR,
        SQUARE,
        HEXAGONAL
    }

    /**
     * A group.
     *
     * @param cell shape of its cell
     * @param general general positions, centring included
     * @param special one representative of each special position, from the highest letter down
     */
    record Group(Cell cell, Position[] general, Position[] special) {}

    private static final String P3 = "x,y;-y,x-y;-x+y,-x";
    private static final String P4 = "x,y;-x,-y;-y,x;y,-x";
    private static final String P3M1 = ";-y,-x;-x+y,y;x,x-y";
    private static final String P31M = ";y,x;x-y,-y;-x,-x+y";
    private static final Map<WallpaperGroup, Group> GROUPS = new EnumMap<>(WallpaperGroup.class);

    static {
        add(WallpaperGroup.P1, Cell.OBLIQUE, false, "x,y", "");
        add(WallpaperGroup.P2, Cell.OBLIQUE, false, "x,y;-x,-y", "1/2,1/2;1/2,0;0,1/2;0,0");
        add(WallpaperGroup.PM, Cell.RECTANGULAR, false, "x,y;-x,y", "1/2,y;0,y");
        add(WallpaperGroup.PG, Cell.RECTANGULAR, false, "x,y;-x,y+1/2", "");
        add(WallpaperGroup.CM, Cell.RECTANGULAR, true, "x,y;-x,y", "0,y");
        add(
                WallpaperGroup.PMM,
                Cell.RECTANGULAR,
                false,
                "x,y;-x,-y;-x,y;x,-y",
                "1/2,y;0,y;x,1/2;x,0;1/2,1/2;1/2,0;0,1/2;0,0");
        add(WallpaperGroup.PMG, Cell.RECTANGULAR, false, "x,y;-x,-y;-x+1/2,y;x+1/2,-y", "1/4,y;0,1/2;0,0");
        add(WallpaperGroup.PGG, Cell.RECTANGULAR, false, "x,y;-x,-y;-x+1/2,y+1/2;x+1/2,-y+1/2", "1/2,0;0,0");
        add(WallpaperGroup.CMM, Cell.RECTANGULAR, true, "x,y;-x,-y;-x,y;x,-y", "0,y;x,0;1/4,1/4;0,1/2;0,0");
        add(WallpaperGroup.P4, Cell.SQUARE, false, P4, "1/2,0;1/2,1/2;0,0");
        add(WallpaperGroup.P4M, Cell.SQUARE, false, P4 + ";-x,y;x,-y;y,x;-y,-x", "x,x;x,1/2;x,0;1/2,0;1/2,1/2;0,0");
        add(
                WallpaperGroup.P4G,
                Cell.SQUARE,
                false,
                P4 + ";-x+1/2,y+1/2;x+1/2,-y+1/2;y+1/2,x+1/2;-y+1/2,-x+1/2",
                "x,x+1/2;1/2,0;0,0");
        add(WallpaperGroup.P3, Cell.HEXAGONAL, false, P3, "2/3,1/3;1/3,2/3;0,0");
        add(WallpaperGroup.P3M1, Cell.HEXAGONAL, false, P3 + P3M1, "x,-x;2/3,1/3;1/3,2/3;0,0");
        add(WallpaperGroup.P31M, Cell.HEXAGONAL, false, P3 + P31M, "x,0;1/3,2/3;0,0");
        String p6 = P3 + ";-x,-y;y,-x+y;x-y,x";
        add(WallpaperGroup.P6, Cell.HEXAGONAL, false, p6, "1/2,0;1/3,2/3;0,0");
        add(WallpaperGroup.P6M, Cell.HEXAGONAL, false, p6 + P3M1 + P31M, "x,-x;x,0;1/2,0;1/3,2/3;0,0");
    }

    private PlaneGroups() {}

    static Group get(WallpaperGroup group) {
        return GROUPS.get(group);
    }

    private static void add(WallpaperGroup group, Cell cell, boolean centred, String general, String special) {
        String[] list = general.split(";");
        Position[] all = new Position[centred ? 2 * list.length : list.length];
        for (int i = 0; i < list.length; i++) {
            all[i] = Position.parse(list[i]);
            if (centred) {
                all[list.length + i] = all[i].shifted();
            }
        }
        String[] sites = special.isEmpty() ? new String[0] : special.split(";");
        Position[] fixed = new Position[sites.length];
        for (int i = 0; i < fixed.length; i++) {
            fixed[i] = Position.parse(sites[i]);
        }
        GROUPS.put(group, new Group(cell, all, fixed));
    }

    /** An affine map of the plane: rows (of x, of y, constant) of both new coordinates. */
    record Position(double[] u, double[] v) {
        static Position parse(String text) {
            String[] parts = text.split(",");
            return new Position(row(parts[0]), row(parts[1]));
        }

        private static double[] row(String sum) {
            double[] row = new double[3];
            for (String term : sum.replace("-", "+-").split("\\+")) {
                double sign = term.startsWith("-") ? -1 : 1;
                String t = term.replace("-", "");
                switch (t) {
                    case "" -> {}
                    case "x" -> row[0] += sign;
                    case "y" -> row[1] += sign;
                    default -> {
                        String[] f = t.split("/");
                        row[2] += sign * Double.parseDouble(f[0]) / (f.length > 1 ? Double.parseDouble(f[1]) : 1);
                    }
                }
            }
            return row;
        }

        Position shifted() {
            return new Position(new double[] {u[0], u[1], u[2] + 0.5}, new double[] {v[0], v[1], v[2] + 0.5});
        }

        double x(double x, double y) {
            return u[0] * x + u[1] * y + u[2];
        }

        double y(double x, double y) {
            return v[0] * x + v[1] * y + v[2];
        }
    }
}
