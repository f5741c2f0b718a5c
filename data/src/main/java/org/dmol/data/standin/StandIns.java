package org.dmol.data.standin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dmol.data.StandIn;

/** All stand-in rules by the names that the catalogue uses. */
public final class StandIns {
    private static final Map<String, StandIn> RULES = new LinkedHashMap<>();

    static {
        RULES.put("aqsoldb", MoleculeTables.aqSolDb());
        RULES.put("esol", MoleculeTables.esol());
        RULES.put("freesolv", MoleculeTables.freeSolv());
        RULES.put("lipophilicity", MoleculeTables.lipophilicity());
        RULES.put("clintox", MoleculeTables.clinTox());
        RULES.put("bbbp", MoleculeTables.bbbp());
        RULES.put("zinc-subset", new SmilesStandIn(20_000));
        RULES.put("hemolytic-peptides", SequenceStandIn.hemolyticPeptides());
        RULES.put("soluble-proteins", SequenceStandIn.solubleProteins());
        RULES.put("hemolysis-positive", SequenceStandIn.hemolysis(true));
        RULES.put("hemolysis-negative", SequenceStandIn.hemolysis(false));
        RULES.put("polymer-paths", new PolymerStandIn(1));
        RULES.put("polymer-long-paths", new PolymerStandIn(150));
        RULES.put("quad-image", new PictureStandIn());
        RULES.put("wallpaper", new WallpaperStandIn());
        RULES.put("qm9-sample", new QuantumStandIn(7200, 9, 29, true));
        RULES.put("qm7", new QuantumStandIn(2000, 7, 23, false));
        RULES.put("ethanol", new EthanolStandIn());
    }

    private StandIns() {}

    /** The rule of this name; empty for null and for names without a rule. */
    public static Optional<StandIn> find(String name) {
        return Optional.ofNullable(RULES.get(name));
    }
}
