package org.dmol.data;

/** How many mutations a fuzz test makes: its own number, times the system property {@code dmol.fuzz} where that is set. */
public final class Fuzz {
    private Fuzz() {}

    public static int count(int standard) {
        return standard * Integer.getInteger("dmol.fuzz", 1);
    }
}
