package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.dmol.data.RowError;

/**
 * Many parsed molecules.
 *
 * @param molecules the good ones, in the order of the input
 * @param rows for each of them its place in the input, from 0
 * @param rejected the others, with their place and the reason
 */
public record MoleculeBatch(List<Molecule> molecules, int[] rows, List<Rejected> rejected) {
    private static final int CHUNK = 64;

    /**
     * A row that is not a molecule.
     *
     * @param row its place in the input, from 0
     * @param smiles the text
     * @param reason why it was rejected
     * @param detail the same in words, with the position or atom
     */
    public record Rejected(int row, String smiles, InvalidSmilesException.Reason reason, String detail) {
        @Override
        public String toString() {
            return "row " + row + ": " + reason.name().toLowerCase(java.util.Locale.ROOT) + ": " + detail;
        }
    }

    /** The rejected rows in the form that all readers share. */
    public List<RowError> errors() {
        return rejected.stream()
                .map(r -> new RowError(
                        r.row(), 0, r.reason().name().toLowerCase(java.util.Locale.ROOT) + ": " + r.detail()))
                .toList();
    }

    /** How many rows were rejected for which reason. */
    public Map<InvalidSmilesException.Reason, Integer> reasons() {
        Map<InvalidSmilesException.Reason, Integer> counts = new EnumMap<>(InvalidSmilesException.Reason.class);
        rejected.forEach(r -> counts.merge(r.reason(), 1, Integer::sum));
        return counts;
    }

    static MoleculeBatch parse(List<String> smiles, int threads, IntConsumer progress) {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads is " + threads + "; it must be 1 or more.");
        }
        String[] texts = smiles.toArray(new String[0]);
        Object[] outcomes = new Object[texts.length];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Runnable work = () -> {
            int from;
            while ((from = next.getAndAdd(CHUNK)) < texts.length) {
                int to = Math.min(from + CHUNK, texts.length);
                for (int i = from; i < to; i++) {
                    outcomes[i] = outcome(texts[i]);
                }
                progress.accept(done.addAndGet(to - from));
            }
        };
        if (threads == 1 || texts.length <= CHUNK) {
            work.run();
        } else {
            run(work, Math.min(threads, (texts.length + CHUNK - 1) / CHUNK));
        }
        return collect(texts, outcomes);
    }

    private static Object outcome(String text) {
        try {
            return Smiles.parse(text);
        } catch (InvalidSmilesException e) {
            return e;
        }
    }

    private static void run(Runnable work, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, r -> {
            Thread t = new Thread(r, "smiles");
            t.setDaemon(true);
            return t;
        });
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(pool.submit(work));
            }
            for (Future<?> f : futures) {
                f.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while parsing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("parsing failed: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static MoleculeBatch collect(String[] texts, Object[] outcomes) {
        List<Molecule> molecules = new ArrayList<>(outcomes.length);
        List<Rejected> rejected = new ArrayList<>();
        int[] rows = new int[outcomes.length];
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] instanceof Molecule m) {
                rows[molecules.size()] = i;
                molecules.add(m);
            } else {
                InvalidSmilesException e = (InvalidSmilesException) outcomes[i];
                rejected.add(new Rejected(i, texts[i], e.reason(), e.detail()));
            }
        }
        return new MoleculeBatch(
                List.copyOf(molecules), java.util.Arrays.copyOf(rows, molecules.size()), List.copyOf(rejected));
    }
}
