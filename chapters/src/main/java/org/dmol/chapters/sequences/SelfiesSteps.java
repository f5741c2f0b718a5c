package org.dmol.chapters.sequences;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.data.molecules.InvalidSmilesException;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.selfies.Selfies;
import org.dmol.data.selfies.SelfiesBatch;
import org.dmol.data.selfies.SelfiesException;
import org.dmol.data.sets.AqSolDb;
import org.dmol.data.text.Tokenizer;

/** SMILES and SELFIES side by side: tokens, round trips, and what random damage does to each. */
final class SelfiesSteps {
    private final Supplier<AqSolDb> set;

    SelfiesSteps(Supplier<AqSolDb> set) {
        this.set = set;
    }

    void demonstration(Run run) throws InvalidSmilesException {
        Selfies codec = Selfies.standard();
        Table t = Table.of("SMILES and SELFIES", "SMILES", "its tokens", "SELFIES", "decoded", "canonical");
        for (String smiles : List.of("CO", "c1ccccc1C(=O)O", "C[C@H](N)C(=O)O", "F/C=C/F")) {
            String selfies = codec.encode(smiles);
            String back = codec.decode(selfies);
            String canonical = Smiles.parse(back).canonicalSmiles();
            t.row(smiles, String.join(" ", Tokenizer.smiles().tokenize(smiles)), selfies, back, canonical);
            run.check(
                            "round_trip " + smiles,
                            canonical.equals(Smiles.parse(smiles).canonicalSmiles()))
                    .alsoStandIn();
            run.check(
                            "canonical_is_idempotent " + smiles,
                            canonical.equals(Smiles.parse(canonical).canonicalSmiles()))
                    .alsoStandIn();
        }
        run.table(t);
        own(run, codec);
        corpus(run, codec);
        damage(run, codec);
        run.corrected(
                "SMILES and molecules correspond one to one only as far as the canonical form does; here it is checked that the canonical form of a canonical string is itself.");
    }

    /** The strings of the option: what cannot be read says why. */
    private static void own(Run run, Selfies codec) {
        Table t = Table.of("your own strings (--set smiles=...)", "SMILES", "its tokens", "SELFIES", "canonical");
        for (String smiles : Sequences.own(run)) {
            try {
                String selfies = codec.encode(smiles);
                String canonical = Smiles.parse(codec.decode(selfies)).canonicalSmiles();
                t.row(smiles, String.join(" ", Tokenizer.smiles().tokenize(smiles)), selfies, canonical);
            } catch (IllegalArgumentException e) {
                t.row(smiles, "–", "–", e.getMessage());
            }
        }
        run.table(t);
    }

    /** The whole data set: what encodes, and the symbols that come out. */
    private void corpus(Run run, Selfies codec) {
        SelfiesBatch batch = codec.encodeAll(Arrays.asList(set.get().smiles()), 2);
        Map<String, Integer> counts = new HashMap<>();
        int longest = 0;
        for (String text : batch.texts()) {
            List<String> symbols = Selfies.split(text);
            longest = Math.max(longest, symbols.size());
            symbols.forEach(s -> counts.merge(s, 1, Integer::sum));
        }
        long strict = batch.errors().stream()
                .filter(e -> e.toString().contains("bonds where the constraints allow"))
                .count();
        run.metric("encoded", batch.texts().size()).expected(9922, 0);
        run.metric("too_many_bonds", strict).expected(20, 0);
        run.metric("unreadable", batch.errors().size() - strict).expected(40, 0).note("They end with a blank.");
        run.metric("longest_in_symbols", longest).expected(634, 0);
        run.metric("distinct_symbols", counts.size()).expected(242, 0).note("The dot counts as one.");
        List<String> common = List.of("[C]", "[=C]", "[Branch1]", "[Ring1]", "[=Branch1]");
        double[] n = common.stream().mapToDouble(s -> counts.getOrDefault(s, 0)).toArray();
        run.series("count", common, n, "symbols").expected(new double[] {112270, 29820, 22902, 17393, 16884}, 0);
    }

    /** What is left of a text after some damage. */
    private enum Damage {
        REPLACED("one replaced") {
            @Override
            void apply(List<String> parts, List<String> others, Random random) {
                parts.set(random.nextInt(parts.size()), others.get(random.nextInt(others.size())));
            }
        },
        TRUNCATED("end cut off") {
            @Override
            void apply(List<String> parts, List<String> others, Random random) {
                parts.subList(1 + random.nextInt(parts.size()), parts.size()).clear();
            }
        };

        final String words;

        Damage(String words) {
            this.words = words;
        }

        abstract void apply(List<String> parts, List<String> others, Random random);
    }

    private void damage(Run run, Selfies codec) {
        int n = run.shorten(2000, 200);
        List<String> molecules = Stream.of(set.get().smiles())
                .map(String::strip)
                .filter(s -> encodes(codec, s))
                .limit(n)
                .toList();
        Table t = Table.of(
                molecules.size() + " molecules, share that is still a molecule",
                "damage",
                "characters of the SMILES",
                "symbols of the SELFIES",
                "SELFIES of one organic molecule");
        for (Damage damage : Damage.values()) {
            Random random = new Random(run.seed());
            double smiles = 0;
            double decoded = 0;
            double organic = 0;
            double organicAll = 0;
            for (String s : molecules) {
                List<String> characters =
                        new ArrayList<>(s.chars().mapToObj(Character::toString).toList());
                damage.apply(characters, List.copyOf(characters), random);
                smiles += parses(String.join("", characters)) ? 1 : 0;
                List<String> symbols = new ArrayList<>(Selfies.split(codec.encode(s)));
                damage.apply(symbols, codec.robustAlphabet(), random);
                boolean alive = parses(codec.decode(String.join("", symbols)));
                decoded += alive ? 1 : 0;
                boolean plain = !s.contains(".") && !s.contains("[");
                organicAll += plain ? 1 : 0;
                organic += plain && alive ? 1 : 0;
            }
            t.row(damage.words, smiles / molecules.size(), decoded / molecules.size(), organic / organicAll);
            String name = damage.name().toLowerCase(Locale.ROOT);
            run.metric("smiles_" + name + "_still_valid", smiles / molecules.size())
                    .notComparable("depends on the molecules");
            run.metric("selfies_" + name + "_still_valid_organic", organic / organicAll)
                    .band(1, 1)
                    .alsoQuick()
                    .alsoStandIn();
        }
        run.table(t);
        run.note(
                "Every string of symbols decodes. What it decodes to is a molecule by the codec's table of valences; salts have atoms that are not in it, such as [Na+], "
                        + "which may then have up to eight bonds, more than a SMILES reader accepts.");
    }

    private static boolean encodes(Selfies codec, String smiles) {
        try {
            return !codec.encode(smiles).isEmpty();
        } catch (SelfiesException e) {
            return false; // some metals have no SELFIES
        }
    }

    private static boolean parses(String smiles) {
        try {
            Molecule m = Smiles.parse(smiles);
            return m.atomCount() > 0;
        } catch (InvalidSmilesException e) {
            return false;
        }
    }
}
