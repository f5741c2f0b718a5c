package org.dmol.data.molecules;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.dmol.data.Benchmark;

/**
 * Times SMILES to graphs in the book's form (one-hot nodes 100 wide, adjacency with self loops, hydrogens included) on one
 * thread and on two, and RDKit from Python beside it.
 *
 * <p>Usage: {@code GraphBench FILE [PYTHON]}: FILE holds one SMILES a line (compressed or not); PYTHON is an interpreter
 * that can import RDKit and NumPy.
 */
public final class GraphBench {
    private static final int PASSES = 10;
    private static final int PYTHON_ROWS = 2000;

    /**
     * Molecules a second.
     *
     * @param cpu per second of processor time of all threads together, times the number of threads
     * @param wall per second on the clock
     */
    public record Rate(double cpu, double wall) {
        private Rate best(Rate other) {
            return new Rate(Math.max(cpu, other.cpu), Math.max(wall, other.wall));
        }
    }

    private GraphBench() {}

    /** Prints the table. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("Usage: GraphBench FILE [PYTHON]");
            System.exit(2);
        }
        List<String> smiles = Benchmark.firstWords(Path.of(args[0]));
        Rate one = java(smiles, 1);
        Rate two = java(smiles, 2);
        System.out.printf(
                Locale.ROOT, "%,d SMILES to graphs; molecules a second of CPU, and on the clock%n", smiles.size());
        print("here, 1 thread", one, one);
        print("here, 2 threads", two, one);
        if (args.length == 2) {
            Rate python = python(smiles.subList(0, Math.min(PYTHON_ROWS, smiles.size())), args[1]);
            print("RDKit (Python)", python, one);
            System.out.printf(Locale.ROOT, "1 thread against Python: %.1f times%n", one.cpu / python.cpu);
        }
    }

    private static void print(String name, Rate rate, Rate unit) {
        System.out.printf(
                Locale.ROOT,
                "%-16s %,10.0f (%.2f) %,10.0f (%.2f)%n",
                name,
                rate.cpu,
                rate.cpu / unit.cpu,
                rate.wall,
                rate.wall / unit.wall);
    }

    /** The best of some passes over all strings. */
    public static Rate java(List<String> smiles, int threads) throws InterruptedException {
        Rate best = new Rate(0, 0);
        for (int pass = 0; pass < PASSES; pass++) {
            best = best.best(pass(smiles, threads));
        }
        return best;
    }

    private static Rate pass(List<String> smiles, int threads) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicLong cpu = new AtomicLong();
        AtomicLong nodes = new AtomicLong();
        double wall = Benchmark.seconds(threads, () -> {
            int from;
            while ((from = next.getAndAdd(64)) < smiles.size()) {
                for (String text : smiles.subList(from, Math.min(from + 64, smiles.size()))) {
                    nodes.addAndGet(graph(text));
                }
            }
            cpu.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        });
        if (nodes.get() == 0) {
            throw new IllegalArgumentException("None of the strings is a molecule.");
        }
        return new Rate(1e9 * smiles.size() * threads / cpu.get(), smiles.size() / wall);
    }

    /** Makes the arrays of one molecule and returns its number of nodes; 0 if there is none. */
    private static int graph(String text) {
        try {
            MoleculeGraph g = MoleculeGraph.of(Smiles.parse(text).withHydrogens());
            return g.nodes(AtomFeatures.atomicNumber()).dim(0)
                    + g.adjacencyWithSelfLoops().dim(0);
        } catch (InvalidSmilesException e) {
            return 0;
        }
    }

    /**
     * The same in Python, on one thread.
     *
     * @throws IOException if the interpreter cannot be started or cannot import RDKit
     */
    public static Rate python(List<String> smiles, String interpreter) throws IOException, InterruptedException {
        double[] rates = Benchmark.python(GraphBench.class, interpreter, smiles, 3);
        return new Rate(rates[0], rates[1]);
    }
}
