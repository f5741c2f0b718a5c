package org.dmol.data.selfies;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.DoubleAdder;
import org.dmol.data.Benchmark;

/**
 * Times the codec on one thread and on two, and selfies of PyPI beside it.
 *
 * <p>Usage: {@code SelfiesBench FILE [PYTHON]}: FILE holds one SMILES a line (compressed or not); PYTHON is an interpreter that can import
 * selfies.
 */
public final class SelfiesBench {
    private static final int PASSES = 7;
    private static final int PYTHON_ROWS = 3000;

    /**
     * Strings a second, of all threads together.
     *
     * @param encoding SMILES to SELFIES
     * @param decoding SELFIES to SMILES
     */
    public record Rate(double encoding, double decoding) {}

    /**
     * The same work by two clocks.
     *
     * @param cpu by the CPU time of the threads, which other programs on the machine hardly disturb
     * @param wall by the clock on the wall
     */
    public record Rates(Rate cpu, Rate wall) {}

    private SelfiesBench() {}

    /** Prints the table. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("Usage: SelfiesBench FILE [PYTHON]");
            System.exit(2);
        }
        List<String> smiles = Benchmark.firstWords(Path.of(args[0]));
        Rates one = java(smiles, 1);
        Rates two = java(smiles, 2);
        System.out.printf(Locale.ROOT, "%,d SMILES%n", smiles.size());
        print("here, 1 thread", one, one);
        print("here, 2 threads", two, one);
        if (args.length == 2) {
            Rates python = python(smiles.subList(0, Math.min(PYTHON_ROWS, smiles.size())), args[1]);
            print("selfies (Python)", python, one);
            System.out.printf(
                    Locale.ROOT,
                    "1 thread against Python, CPU time: encoding %.0f times, decoding %.0f times%n",
                    one.cpu.encoding / python.cpu.encoding,
                    one.cpu.decoding / python.cpu.decoding);
        }
    }

    private static void print(String name, Rates rates, Rates unit) {
        System.out.printf(
                Locale.ROOT,
                "%-17s per CPU second: encoding %,8.0f (%.2f)  decoding %,8.0f (%.2f)   per second: %,8.0f  %,8.0f%n",
                name,
                rates.cpu.encoding,
                rates.cpu.encoding / unit.cpu.encoding,
                rates.cpu.decoding,
                rates.cpu.decoding / unit.cpu.decoding,
                rates.wall.encoding,
                rates.wall.decoding);
    }

    /** The best of some passes after warming up; every thread translates all strings. */
    public static Rates java(List<String> smiles, int threads) throws InterruptedException {
        Selfies codec = Selfies.standard();
        List<String> selfies = codec.encodeAll(smiles, threads).texts();
        double[] best = new double[4];
        for (int pass = 0; pass < PASSES; pass++) {
            double[] encoding = pass(() -> codec.encodeAll(smiles, 1), smiles.size(), threads);
            double[] decoding = pass(() -> codec.decodeAll(selfies, 1), selfies.size(), threads);
            for (int clock = 0; clock < 2; clock++) {
                best[clock] = Math.max(best[clock], encoding[clock]);
                best[2 + clock] = Math.max(best[2 + clock], decoding[clock]);
            }
        }
        return new Rates(new Rate(best[0], best[2]), new Rate(best[1], best[3]));
    }

    /** Strings per second of CPU time and of wall time. */
    private static double[] pass(Runnable work, int strings, int threads) throws InterruptedException {
        DoubleAdder rate = new DoubleAdder();
        double wall = Benchmark.seconds(threads, () -> {
            work.run();
            rate.add(1e9 * strings / ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        });
        return new double[] {rate.sum(), strings * threads / wall};
    }

    /**
     * The same in Python, on one thread.
     *
     * @throws IOException if the interpreter cannot be started or cannot import selfies
     */
    public static Rates python(List<String> smiles, String interpreter) throws IOException, InterruptedException {
        double[] r = Benchmark.python(SelfiesBench.class, interpreter, smiles, 4);
        return new Rates(new Rate(r[0], r[2]), new Rate(r[1], r[3]));
    }
}
