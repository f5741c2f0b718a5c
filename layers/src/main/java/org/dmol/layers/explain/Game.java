package org.dmol.layers.explain;

/**
 * Players who form coalitions, each of which has a value. The value may also depend on a scenario (such as what stands in for the
 * features that are not in the coalition); what is asked for is then the mean over the scenarios.
 */
public interface Game {
    /** Number of players. */
    int players();

    /** Number of scenarios, all equally likely. */
    default int scenarios() {
        return 1;
    }

    /**
     * Values of coalitions.
     *
     * @param members for each coalition, who belongs to it
     * @param scenarios for each coalition, the scenario from 0
     */
    double[] values(boolean[][] members, int[] scenarios);
}
