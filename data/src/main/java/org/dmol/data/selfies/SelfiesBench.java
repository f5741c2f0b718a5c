package org.dmol.data.selfies;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dmol.data.Text;

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
     * Strings a second.
     *
     * @param encoding SMILES to SELFIES
     * @param decoding SELFIES to SMILES
     */
    public record Rate(double encoding, double decoding) {}

    private SelfiesBench() {}

    /** Prints the table. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("Usage: SelfiesBench FILE [PYTHON]");
            System.exit(2);
        }
        List<String> smiles = Text.lines(Path.of(args[0])).stream()
                .map(line -> line.split("\\s+", 2)[0])
                .toList();
        Rate one = java(smiles, 1);
        Rate two = java(smiles, 2);
        System.out.printf(Locale.ROOT, "%,d SMILES; strings a second%n", smiles.size());
        print("here, 1 thread", one, one);
        print("here, 2 threads", two, one);
        if (args.length == 2) {
            Rate python = python(smiles.subList(0, Math.min(PYTHON_ROWS, smiles.size())), args[1]);
            print("selfies (Python)", python, one);
            System.out.printf(
                    Locale.ROOT,
                    "1 thread against Python: encoding %.0f times, decoding %.0f times%n",
                    one.encoding / python.encoding,
                    one.decoding / python.decoding);
        }
    }

    private static void print(String name, Rate rate, Rate unit) {
        System.out.printf(
                Locale.ROOT,
                "%-17s encoding %,10.0f (%.2f)  decoding %,10.0f (%.2f)%n",
                name,
                rate.encoding,
                rate.encoding / unit.encoding,
                rate.decoding,
                rate.decoding / unit.decoding);
    }

    /** The best of some passes over all strings after warming up. */
    public static Rate java(List<String> smiles, int threads) {
        Selfies codec = Selfies.standard();
        List<String> selfies = codec.encodeAll(smiles, threads).texts();
        double encoding = 0;
        double decoding = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            long start = System.nanoTime();
            codec.encodeAll(smiles, threads);
            long middle = System.nanoTime();
            codec.decodeAll(selfies, threads);
            long end = System.nanoTime();
            encoding = Math.max(encoding, 1e9 * smiles.size() / (middle - start));
            decoding = Math.max(decoding, 1e9 * selfies.size() / (end - middle));
        }
        return new Rate(encoding, decoding);
    }

    /**
     * The same in Python, on one thread.
     *
     * @throws IOException if the interpreter cannot be started or cannot import selfies
     */
    public static Rate python(List<String> smiles, String interpreter) throws IOException, InterruptedException {
        String program;
        try (InputStream in = SelfiesBench.class.getResourceAsStream("bench.py")) {
            program = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Process process = new ProcessBuilder(interpreter, "-c", program)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedWriter out = process.outputWriter(StandardCharsets.UTF_8)) {
            for (String line : smiles) {
                out.write(line);
                out.newLine();
            }
        }
        String[] rates = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .trim()
                .split(" ", 2);
        if (process.waitFor() != 0 || rates.length != 2) {
            throw new IOException("The Python interpreter " + interpreter + " could not run selfies.");
        }
        return new Rate(Double.parseDouble(rates[0]), Double.parseDouble(rates[1]));
    }
}
