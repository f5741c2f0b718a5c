package org.dmol.data.standin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dmol.data.StandIn;

/** All stand-in rules by the names that the catalogue uses. */
public final class StandIns {
    private static final Map<String, StandIn> RULES = new LinkedHashMap<>();

    static {
        RULES.put("polymer-paths", new PolymerStandIn(2, 0));
        RULES.put("polymer-long-paths", new PolymerStandIn(200, 0));
    }

    private StandIns() {}

    /** The rule of this name; empty for null and for names without a rule. */
    public static Optional<StandIn> find(String name) {
        return Optional.ofNullable(RULES.get(name));
    }
}
