package org.dmol.chapters.libraries;

import java.util.List;
import java.util.Locale;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Timings;
import org.dmol.data.selfies.SelfiesBench;
import org.dmol.data.selfies.SelfiesBench.Rate;
import org.dmol.data.selfies.SelfiesBench.Rates;

/** The SELFIES codec beside selfies from Python. */
final class SelfiesCodecBench implements Bench {
    @Override
    public String name() {
        return "selfies";
    }

    @Override
    public String title() {
        return "SMILES to SELFIES and back (data)";
    }

    @Override
    public void run(Timings timings) throws Exception {
        List<String> smiles = ZincSmiles.load(timings.settings());
        Rates one = SelfiesBench.java(smiles, 1);
        Rates two = SelfiesBench.java(smiles, 2);
        Rates python = SelfiesBench.python(
                smiles.subList(0, Math.min(3_000, smiles.size())),
                timings.python().interpreter().toString());
        record(timings, "CPU time, one thread", one.cpu(), python.cpu(), "selfies");
        record(timings, "wall time, one thread", one.wall(), python.wall(), "the same");
        record(
                timings,
                "wall time, two threads",
                two.wall(),
                python.wall(),
                String.format(
                        Locale.ROOT,
                        "two threads are %.2f times one by the clock, %.2f by CPU time",
                        two.wall().encoding() / one.wall().encoding(),
                        two.cpu().encoding() / one.cpu().encoding()));
    }

    private static void record(Timings timings, String how, Rate here, Rate python, String note) {
        double thousand = 1_000;
        timings.record("encode 1,000, " + how, thousand / here.encoding(), thousand / python.encoding(), note);
        timings.record("decode 1,000, " + how, thousand / here.decoding(), thousand / python.decoding(), note);
    }
}
