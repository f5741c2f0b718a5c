package org.dmol.data.molecules;

import java.util.OptionalLong;

/**
 * How a molecule is written as SMILES. Starts from {@link #canonical()} or {@link #random(long)}; each method returns a
 * changed copy.
 *
 * @param seed of the random order of atoms; empty for the canonical order
 * @param stereo whether @ and / marks are written
 * @param kekule whether aromatic rings are written with alternating bonds
 */
public record SmilesFormat(OptionalLong seed, boolean stereo, boolean kekule) {
    /** One text for one molecule, with stereo and aromatic symbols. */
    public static SmilesFormat canonical() {
        return new SmilesFormat(OptionalLong.empty(), true, false);
    }

    /** Atoms in random order: the same seed gives the same text. */
    public static SmilesFormat random(long seed) {
        return new SmilesFormat(OptionalLong.of(seed), true, false);
    }

    public SmilesFormat withoutStereo() {
        return new SmilesFormat(seed, false, kekule);
    }

    /**
     * With alternating single and double bonds. Which of the alternatives depends on how the molecule was written, so that
     * such a text is not canonical in general.
     */
    public SmilesFormat kekulized() {
        return new SmilesFormat(seed, stereo, true);
    }
}
