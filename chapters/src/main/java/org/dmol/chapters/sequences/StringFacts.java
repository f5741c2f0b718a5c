package org.dmol.chapters.sequences;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.chapters.sequences.TokenizedSmiles.Parts;
import org.dmol.data.analysis.Stats;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.train.Dataset;

/** What there is to know about the strings before anything is learnt: lengths, tokens, and where the parts come from. */
final class StringFacts {
    /** Tokens 1 to 47 of the book's tokenizer. */
    private static final String ORIGINAL_TOKENS = "c()o=1n2[]l3s-+@.h4fbr\\/pa5#i67mkez 8gdu9tyvw%0";

    private static final List<String> SOURCES = List.of("A", "B", "C", "D", "E", "F", "G", "H", "I");

    private final AqSolDb set;
    private final TokenizedSmiles strings;

    StringFacts(AqSolDb set, TokenizedSmiles strings) {
        this.set = set;
        this.strings = strings;
    }

    void lengths(Run run) {
        double[] all = Stream.of(set.smiles()).mapToDouble(String::length).toArray();
        double[] kept = strings.smiles().stream().mapToDouble(String::length).toArray();
        run.metric("longest_string", Stats.quantile(all, 1)).expected(783, 0);
        run.metric("mean_length", Stats.mean(all)).near(33.47, 5e-3);
        run.metric("median_length", Stats.median(all)).expected(28, 0);
        run.metric("mean_length_of_kept", Stats.mean(kept)).near(30.29, 5e-3);
    }

    void tokens(Run run) {
        TokenizedSmiles lower = TokenizedSmiles.lowerCase(set);
        TokenizedSmiles exact = TokenizedSmiles.caseSensitive(set);
        run.table(Table.of("the characters as tokens 1, 2, …", "tokenizer", "number", "tokens")
                .row("original, lower case", lower.tokenCount(), joined(lower))
                .row("case-sensitive", exact.tokenCount(), joined(exact)));
        run.metric("tokens_original", lower.tokenCount()).expected(47, 0);
        run.metric("tokens_case_sensitive", exact.tokenCount()).expected(63, 0);
        run.check("token_table_original", joined(lower).equals(ORIGINAL_TOKENS)).onRealData();
        int[] counts = counts(lower);
        run.series("count", List.of("c", "(", ")", "o", "="), first(counts, 5), "characters")
                .expected(new double[] {114297, 28882, 28882, 24701, 22332}, 0);
        confused(run, lower);
        run.print("%s\n%s", strings.smiles().get(1), strings.tokens().row(1));
        run.corrected(
                "The book's tokenizer of 2023 lower-cases: aromatic and aliphatic atoms become one token. Here characters stay as they are, as in 2026; "
                        + "--set tokenizer=original gives the other.");
    }

    private static String joined(TokenizedSmiles t) {
        return String.join("", t.encoder().vocabulary().tokens());
    }

    private static int[] counts(TokenizedSmiles t) {
        int[] counts = new int[t.tokenCount()];
        for (int token : t.tokens().ints()) {
            if (token > 0) {
                counts[token - 1]++;
            }
        }
        return counts;
    }

    private static double[] first(int[] counts, int n) {
        return IntStream.range(0, n).mapToDouble(i -> counts[i]).toArray();
    }

    /** Molecules that the lower-casing makes equal. */
    private void confused(Run run, TokenizedSmiles lower) {
        Map<Nd, Set<String>> groups = new LinkedHashMap<>();
        for (int i = 0; i < lower.rows().length; i++) {
            groups.computeIfAbsent(lower.tokens().row(i), k -> new TreeSet<>())
                    .add(lower.smiles().get(i));
        }
        List<Set<String>> several =
                groups.values().stream().filter(g -> g.size() > 1).toList();
        int molecules = several.stream().mapToInt(Set::size).sum();
        run.print("in lower case %d strings fall into %d groups of equal ones", molecules, several.size());
        several.stream().limit(1).forEach(g -> run.print("for example %s", String.join(" and ", g)));
        run.metric("groups_made_equal", several.size()).expected(33, 0);
        run.metric("molecules_made_equal", molecules).expected(67, 0);
    }

    void parts(Run run, Parts parts) {
        Table t = Table.of(
                "the parts in file order", "part", "strings", "batches", "mean", "deviation", "lowest", "highest");
        part(run, t, "test", parts.test(), new double[] {998, 63, -3.1835, 1.4792, -8.250, 1.582});
        part(run, t, "validation", parts.validation(), new double[] {998, 63, -3.4288, 2.9187, -11.999, 2.138});
        part(run, t, "train", parts.train(), new double[] {7701, 482, -2.7764, 2.3594, Double.NaN, Double.NaN});
        run.table(t);
        sources(run, parts);
        Set<String> seen = new HashSet<>(strings(parts.train()));
        long shared = Stream.of(parts.test(), parts.validation())
                .flatMap(d -> strings(d).stream())
                .filter(seen::contains)
                .count();
        run.metric("test_or_validation_strings_in_train", shared).expected(0, 0);
        run.corrected(
                "The parts are cut in the order of the file, which is by source: test and validation strings are all from source A. "
                        + "Their size, 998, is a tenth of all strings, the long ones included. It stays so here, for comparison with the book; step 13.9 splits at random.");
    }

    private void part(Run run, Table t, String name, Dataset d, double[] expected) {
        double[] y = TokenizedSmiles.labels(d);
        double[] facts = {
            d.size(), d.batches(), Stats.mean(y), Stats.std(y, 0), Stats.quantile(y, 0), Stats.quantile(y, 1)
        };
        t.row(name, d.size(), d.batches(), facts[2], facts[3], facts[4], facts[5]);
        run.metric(name + "_strings", facts[0]).expected(expected[0], 0);
        run.metric(name + "_batches", facts[1]).expected(expected[1], 0);
        run.metric(name + "_mean", facts[2], "log mol/L").near(expected[2], 5.1e-5);
        run.metric(name + "_deviation", facts[3], "log mol/L").near(expected[3], 5.1e-5);
        if (!Double.isNaN(expected[4])) {
            run.metric(name + "_lowest", facts[4], "log mol/L").near(expected[4], 5.1e-4);
            run.metric(name + "_highest", facts[5], "log mol/L").near(expected[5], 5.1e-4);
        }
    }

    private List<String> strings(Dataset d) {
        return IntStream.of(d.rows()).mapToObj(strings.smiles()::get).toList();
    }

    /** How many strings of a part come from each source, the letter of the ID. */
    private double[] bySource(Dataset d) {
        double[] n = new double[SOURCES.size()];
        for (int i : d.rows()) {
            int k = SOURCES.indexOf(set.rows().get(strings.rows()[i]).id().substring(0, 1));
            if (k >= 0) {
                n[k]++;
            }
        }
        return n;
    }

    private void sources(Run run, Parts parts) {
        run.series("train_from", SOURCES, bySource(parts.train()), "strings")
                .expected(new double[] {1427, 3518, 1300, 163, 249, 798, 139, 63, 44}, 0);
        run.metric("test_from_A", bySource(parts.test())[0]).expected(998, 0);
        run.metric("validation_from_A", bySource(parts.validation())[0]).expected(998, 0);
    }
}
