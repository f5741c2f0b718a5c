package org.dmol.chapters.libraries;

import java.util.Arrays;
import java.util.List;
import org.dmol.chapters.Settings;
import org.dmol.data.DataStore;
import org.dmol.data.sets.SmilesSet;

/** Drug-like molecules to time with. */
final class ZincSmiles {
    /** As many as give steady rates in a few seconds. */
    private static final int COUNT = 50_000;

    private ZincSmiles() {}

    static List<String> load(Settings settings) {
        DataStore store = DataStore.standard().withOffline(settings.offline()).withStandIns(settings.standIn());
        String[] all = SmilesSet.loadZinc(store).smiles();
        return Arrays.asList(all).subList(0, Math.min(settings.quick() ? 2_000 : COUNT, all.length));
    }
}
