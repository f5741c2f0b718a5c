package org.dmol.chapters.generator;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.MetricDraft;
import org.dmol.chapters.report.Table;
import org.dmol.data.selfies.Selfies;
import org.dmol.data.sets.SmilesSet;
import org.dmol.data.text.Special;
import org.dmol.data.text.TextEncoder;
import org.dmol.data.text.Tokenizer;
import org.dmol.data.text.Vocabulary;
import org.dmol.layers.generation.TokenSampler;

/** The molecules and their tokens, and the two models that know nothing but tokens. */
final class TokenSteps {
    /** The first molecule of the full file. */
    private static final String EXAMPLE = "C[C@@H]1CC(Nc2cncc(-c3nncn3C)c2)C[C@@H](C)C1";

    private SmilesSet set;
    private Corpus corpus;
    private Random random;

    Corpus corpus() {
        return corpus;
    }

    void load(Run run) {
        random = new Random(run.seed());
        set = SmilesSet.loadZinc(run.store());
        corpus = Corpus.of(List.of(set.smiles()));
        run.print("Total data size: %d", corpus.rows().size());
        published(run, "molecules", corpus.rows().size(), 249_455);
        run.metric("without_selfies", corpus.rejected()).expected(0, 0).onRealData();
        String selfies = Selfies.standard().encode(EXAMPLE);
        run.print("%s%n%s%n%s", EXAMPLE, selfies, Selfies.standard().decode(selfies));
        run.check(
                        "example_0_as_published",
                        selfies.equals(
                                "[C][C@@H1][C][C][Branch2][Ring1][Ring2][N][C][=C][N][=C][C][Branch1][=Branch2][C][=N][N][=C][N][Ring1][Branch1]"
                                        + "[C][=C][Ring1][N][C][C@@H1][Branch1][C][C][C][Ring2][Ring1][Ring2]"))
                .alsoStandIn();
        run.check(
                        "example_0_decoded_as_published",
                        Selfies.standard().decode(selfies).equals("C[C@@H1]1CC(NC2=CN=CC(C3=NN=CN3C)=C2)C[C@@H1](C)C1"))
                .alsoStandIn();
    }

    /** A published count belongs to the full file. */
    private void published(Run run, String name, double ours, double theirs) {
        MetricDraft metric = run.metric(name, ours).exactly(theirs);
        if (!set.source().dataSet().id().equals("zinc-250k")) {
            metric.notComparable("a part of the file");
        }
    }

    void tokens(Run run) {
        List<Integer> order = corpus.byFrequency();
        Table t = Table.of("the most frequent of " + (corpus.tokens() - 1) + " tokens", "token", "count", "share");
        double all = Arrays.stream(corpus.counts()).sum();
        order.stream().limit(10).forEach(i -> t.row(corpus.token(i), corpus.counts()[i], corpus.counts()[i] / all));
        run.table(t);
        published(run, "vocabulary", corpus.tokens(), 108);
        published(run, "carbons", corpus.counts()[order.get(0)], 3_533_633);
        run.check(
                        "ten_most_frequent_in_the_published_order",
                        order.stream()
                                .limit(10)
                                .map(corpus::token)
                                .toList()
                                .equals(List.of(
                                        "[C]",
                                        "[=C]",
                                        "[Ring1]",
                                        "[Branch1]",
                                        "[=Branch1]",
                                        "[N]",
                                        "[=O]",
                                        "[O]",
                                        "[Branch2]",
                                        "[Ring2]")))
                .onRealData();
        run.metric(
                        "double_bonded_to_other_carbons",
                        (double) corpus.counts()[order.get(1)] / corpus.counts()[order.get(0)])
                .published(1_124_758.0 / 3_533_632)
                .band(0.31, 0.327)
                .alsoQuick();
        run.corrected(
                "The book counts from 0 at the first sighting; here each count is one higher, and no token is impossible in model 2.");
        example(run);
        run.metric("unigram_entropy", corpus.unigramEntropy(), "nats")
                .notComparable("not published; what a model that knows no order can reach");
    }

    /** The first molecule of the full file numbers its own tokens, as the book's vocabulary does. */
    private static void example(Run run) {
        String selfies = Selfies.standard().encode(EXAMPLE);
        TextEncoder encoder = new TextEncoder(
                Tokenizer.selfies(),
                Vocabulary.settings()
                        .special(Special.PADDING, Selfies.PADDING)
                        .fit(Tokenizer.selfies(), List.of(selfies)));
        int[] numbers = encoder.encode(selfies);
        run.print("%s", Arrays.toString(numbers));
        run.check("numbers_as_published", Arrays.equals(numbers, new int[] {
                    1, 2, 1, 1, 3, 4, 5, 6, 1, 7, 6, 7, 1, 8, 9, 1, 10, 6, 7, 6, 4, 8, 1, 7, 4, 6, 1, 2, 8, 1, 1, 1, 5,
                    4, 5
                }))
                .alsoStandIn();
        run.check("round_trip", encoder.decode(numbers).equals(selfies)).alsoStandIn();
    }

    void uniform(Run run) throws IOException {
        double[] logits = new double[corpus.tokens()];
        run.figure("uniform", Judgement.grid(corpus, strings(logits)), "Model 1: tokens drawn uniformly.");
    }

    void frequency(Run run) throws IOException {
        double[] logits = Arrays.stream(corpus.counts()).mapToDouble(Math::log).toArray();
        run.figure("frequency", Judgement.grid(corpus, strings(logits)), "Model 2: tokens drawn by their frequency.");
    }

    private List<int[]> strings(double[] logits) {
        TokenSampler sampler = TokenSampler.temperature(1);
        return IntStream.range(0, 9)
                .mapToObj(i -> IntStream.range(0, 1 + random.nextInt(99))
                        .map(k -> sampler.draw(logits, random.nextDouble()))
                        .toArray())
                .toList();
    }
}
