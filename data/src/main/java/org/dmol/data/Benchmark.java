package org.dmol.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the timings of this module have in common: strings from a file, work on several threads, and a Python program beside them. */
public final class Benchmark {
    private Benchmark() {}

    /** The first word of each line that has one, of a file that may be compressed; words end at blanks and commas. */
    public static List<String> firstWords(Path file) throws IOException {
        return Text.lines(file).stream()
                .map(line -> line.strip().split("[\\s,]+", 2)[0])
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Runs the same work on each of some threads at once; gives the seconds on the clock. */
    public static double seconds(int threads, Runnable work) throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            workers.add(new Thread(work));
        }
        long start = System.nanoTime();
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            worker.join();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /**
     * The numbers that a Python program prints, separated by blanks.
     *
     * @param beside the class whose package holds the program {@code bench.py}
     * @param interpreter a Python interpreter with the library that the program imports
     * @param lines what the program reads
     * @param count how many numbers it must print
     * @throws IOException if the interpreter cannot be started or cannot import the library
     */
    public static double[] python(Class<?> beside, String interpreter, List<String> lines, int count)
            throws IOException, InterruptedException {
        String program;
        try (InputStream in = beside.getResourceAsStream("bench.py")) {
            program = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Process process = new ProcessBuilder(interpreter, "-c", program)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedWriter out = process.outputWriter(StandardCharsets.UTF_8)) {
            for (String line : lines) {
                out.write(line);
                out.newLine();
            }
        }
        String[] printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .trim()
                .split(" ", count);
        if (process.waitFor() != 0 || printed.length != count) {
            throw new IOException("The Python interpreter " + interpreter + " could not run what "
                    + beside.getSimpleName() + " compares with.");
        }
        return Arrays.stream(printed).mapToDouble(Double::parseDouble).toArray();
    }
}
