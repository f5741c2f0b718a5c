package org.dmol.data.selfies;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.dmol.data.RowError;

/**
 * Many translated strings.
 *
 * @param texts the strings that could be translated, in the order of the input
 * @param rows for each of them its place in the input, from 0
 * @param errors the strings that could not be translated, with their place and the reason
 */
public record SelfiesBatch(List<String> texts, int[] rows, List<RowError> errors) {
    /** A translated string, or the reason why there is none. */
    private record Outcome(String text, String error) {}

    static SelfiesBatch of(List<String> inputs, int threads, UnaryOperator<String> translation) {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads is " + threads + "; it must be 1 or more.");
        }
        Outcome[] outcomes = new Outcome[inputs.size()];
        IntStream all = IntStream.range(0, outcomes.length);
        if (threads == 1) {
            all.forEach(i -> outcomes[i] = translate(inputs.get(i), translation));
        } else {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                pool.submit(() -> all.parallel().forEach(i -> outcomes[i] = translate(inputs.get(i), translation)))
                        .join();
            } finally {
                pool.shutdown();
            }
        }
        return collect(outcomes);
    }

    private static Outcome translate(String input, UnaryOperator<String> translation) {
        try {
            return new Outcome(translation.apply(input), null);
        } catch (SelfiesException e) {
            return new Outcome(null, e.getMessage());
        }
    }

    private static SelfiesBatch collect(Outcome[] outcomes) {
        List<String> texts = new ArrayList<>(outcomes.length);
        List<RowError> errors = new ArrayList<>();
        IntStream.Builder rows = IntStream.builder();
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i].error == null) {
                texts.add(outcomes[i].text);
                rows.add(i);
            } else {
                errors.add(new RowError(i, 0, outcomes[i].error));
            }
        }
        return new SelfiesBatch(List.copyOf(texts), rows.build().toArray(), List.copyOf(errors));
    }
}
