package org.dmol.data.sets;

import java.util.Locale;

/** The 17 plane groups in the order of the International Tables; the ordinal is the label of a class. */
public enum WallpaperGroup {
    P1,
    P2,
    PM,
    PG,
    CM,
    PMM,
    PMG,
    PGG,
    CMM,
    P4,
    P4M,
    P4G,
    P3,
    P3M1,
    P31M,
    P6,
    P6M;

    /** Name as it is written, for example p3m1. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The group of a name. */
    public static WallpaperGroup of(String symbol) {
        for (WallpaperGroup g : values()) {
            if (g.symbol().equals(symbol)) {
                return g;
            }
        }
        throw new IllegalArgumentException("There is no plane group '" + symbol + "'; the 17 names go from p1 to p6m.");
    }
}
