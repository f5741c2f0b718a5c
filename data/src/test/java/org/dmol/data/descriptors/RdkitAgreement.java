package org.dmol.data.descriptors;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.ToDoubleFunction;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;

/**
 * Compares this package with RDKit's values for a whole file and prints the agreement and the speed. Not a test; its arguments are a file
 * of SMILES (one a line) and the outputs of {@code src/test/python/rdkit_descriptors.py} for it: {@code descriptors=FILE morgan=FILE
 * maccs=FILE rings=FILE}, as many as wanted.
 */
public final class RdkitAgreement {
    private RdkitAgreement() {}

    public static void main(String[] arguments) throws IOException {
        List<String> smiles = Files.readAllLines(Path.of(arguments[0]));
        for (String argument : Arrays.asList(arguments).subList(1, arguments.length)) {
            String what = argument.substring(0, argument.indexOf('='));
            List<String> expected = Files.readAllLines(Path.of(argument.substring(argument.indexOf('=') + 1)));
            List<String> names = List.of();
            List<Molecule> molecules = new ArrayList<>();
            List<String> lines = new ArrayList<>();
            if (what.equals("all")) {
                names = List.of(expected.get(0).split(" ", -1));
                expected = expected.subList(1, expected.size());
            }
            for (int i = 0; i < expected.size(); i++) {
                if (!expected.get(i).equals("None")) {
                    molecules.add(Smiles.parse(smiles.get(i)));
                    lines.add(expected.get(i));
                }
            }
            System.out.println(what + ": " + molecules.size() + " molecules");
            switch (what) {
                case "descriptors" -> descriptors(molecules, lines);
                case "all" -> all(molecules, lines, names);
                case "morgan" -> {
                    speed(molecules, m -> Morgan.counts(m, 2).size());
                    compare(molecules, lines, RdkitAgreement::sameMorgan);
                }
                case "maccs" -> maccs(molecules, lines);
                case "rings" -> compare(molecules, lines, RdkitAgreement::sameRings);
                default -> throw new IllegalArgumentException("Unknown: " + what);
            }
        }
    }

    /** Molecules a second of processor time on one thread, parsing included, three times over. */
    private static void speed(List<Molecule> molecules, ToDoubleFunction<Molecule> method) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        for (int round = 0; round < 3; round++) {
            long start = clock.getCurrentThreadCpuTime();
            double sum = 0;
            for (Molecule m : molecules) {
                sum += method.applyAsDouble(Smiles.parse(m.smiles()));
            }
            double seconds = (clock.getCurrentThreadCpuTime() - start) * 1e-9;
            System.out.printf(
                    Locale.ROOT,
                    "  parsed and computed in %.2f s of processor time, %.0f molecules/s (sum %.6g)%n",
                    seconds,
                    molecules.size() / seconds,
                    sum);
        }
    }

    private static void descriptors(List<Molecule> molecules, List<String> lines) {
        speed(molecules, m -> RdkitDescriptors.of(m)[0]);
        double[][] ours = molecules.stream().map(RdkitDescriptors::of).toArray(double[][]::new);
        for (int k = 0; k < RdkitDescriptors.NAMES.size(); k++) {
            int exact = 0;
            StringBuilder wrong = new StringBuilder();
            for (int i = 0; i < ours.length; i++) {
                double theirs = Double.parseDouble(lines.get(i).split(" ", -1)[k]);
                if (Math.abs(ours[i][k] - theirs) <= 1e-3 * Math.max(1, Math.abs(theirs))) {
                    exact++;
                } else if (wrong.length() < 400) {
                    wrong.append(String.format(
                            Locale.ROOT,
                            "%n      %s %.4f, RDKit %.4f",
                            molecules.get(i).smiles(),
                            ours[i][k],
                            theirs));
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "  %-20s %.3f %%%s%n",
                    RdkitDescriptors.NAMES.get(k),
                    100.0 * exact / ours.length,
                    wrong);
        }
    }

    /** The columns of the standard set that RDKit has under the same name. */
    private static void all(List<Molecule> molecules, List<String> lines, List<String> names) {
        DescriptorSet set = DescriptorSet.standard();
        speed(molecules, m -> set.compute(m)[0]);
        DescriptorTable table = set.compute(molecules);
        System.out.println("  " + table.names().size() + " descriptors");
        int[] missing = table.missing();
        System.out.printf(
                Locale.ROOT,
                "  %.4f %% missing%n",
                100.0 * Arrays.stream(missing).sum() / table.values().size());
        int common = 0;
        for (int k = 0; k < names.size(); k++) {
            if (!table.names().contains(names.get(k))) {
                continue;
            }
            common++;
            double[] ours = table.column(names.get(k));
            int wrong = 0;
            String example = "";
            for (int i = 0; i < ours.length; i++) {
                double theirs = Double.parseDouble(lines.get(i).split(" ", -1)[k]);
                if (!(Math.abs(ours[i] - theirs) <= 1e-3 * Math.max(1, Math.abs(theirs)))) {
                    wrong++;
                    example = molecules.get(i).smiles() + " " + ours[i] + ", RDKit " + theirs;
                }
            }
            if (wrong > 0) {
                System.out.printf(
                        Locale.ROOT, "  %-20s %.3f %% %s%n", names.get(k), 100 - 100.0 * wrong / ours.length, example);
            }
        }
        System.out.println("  " + common + " columns compared");
    }

    private static void compare(List<Molecule> molecules, List<String> lines, BiPredicate<Molecule, String> same) {
        int equal = 0;
        int shown = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (same.test(molecules.get(i), lines.get(i))) {
                equal++;
            } else if (shown++ < 20) {
                System.out.println("      " + molecules.get(i).smiles());
            }
        }
        System.out.printf(Locale.ROOT, "  %.3f %% equal%n", 100.0 * equal / lines.size());
    }

    private static boolean sameMorgan(Molecule m, String line) {
        Map<Long, Integer> theirs = new TreeMap<>();
        for (String entry : line.split(" ", -1)) {
            int colon = entry.indexOf(':');
            theirs.put(Long.parseLong(entry.substring(0, colon)), Integer.parseInt(entry.substring(colon + 1)));
        }
        return Morgan.counts(m, 2).toMap().equals(theirs);
    }

    private static void maccs(List<Molecule> molecules, List<String> lines) {
        int[] wrong = new int[167];
        int equal = 0;
        speed(molecules, m -> FingerprintType.MACCS.of(m).cardinality());
        for (int i = 0; i < lines.size(); i++) {
            BitSet theirs = new BitSet();
            for (String key : lines.get(i).trim().split(" ", -1)) {
                if (!key.isEmpty()) {
                    theirs.set(Integer.parseInt(key) - 1);
                }
            }
            theirs.xor(FingerprintType.MACCS.of(molecules.get(i)).bits());
            theirs.stream().forEach(b -> wrong[b + 1]++);
            equal += theirs.isEmpty() ? 1 : 0;
        }
        System.out.printf(Locale.ROOT, "  %.3f %% equal%n", 100.0 * equal / lines.size());
        for (int k = 1; k <= 166; k++) {
            if (wrong[k] > 0) {
                System.out.println("    key " + k + ": " + wrong[k] + " molecules differ");
            }
        }
    }

    private static boolean sameRings(Molecule m, String line) {
        int[] ours = Rings.of(new Topology(m)).stream()
                .mapToInt(r -> r.length)
                .sorted()
                .toArray();
        int[] theirs = line.isBlank()
                ? new int[0]
                : Arrays.stream(line.trim().split(" ", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray();
        return Arrays.equals(ours, theirs);
    }
}
