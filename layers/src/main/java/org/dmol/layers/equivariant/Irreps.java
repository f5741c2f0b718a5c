package org.dmol.layers.equivariant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A direct sum of irreps of O(3) with multiplicities, in e3nn's notation: {@code 5x0e + 5x1o} is five scalars and five vectors, stored one
 * irrep's components after the other.
 *
 * @param terms in order of storage
 */
public record Irreps(List<Term> terms) {
    private static final Pattern TERM = Pattern.compile("(?:(\\d{1,6})\\s*x\\s*)?(\\d{1,3})([eo])");

    /** Several copies of an irrep. */
    public record Term(int count, Irrep irrep) {
        /** Number of components. */
        public int dim() {
            return count * irrep.dim();
        }

        @Override
        public String toString() {
            return count + "x" + irrep;
        }
    }

    public Irreps {
        terms = List.copyOf(terms);
    }

    /**
     * Reads the notation: terms like {@code 8x1o} or {@code 0e}, joined by +; empty text is no irreps.
     *
     * @throws IllegalArgumentException if a term cannot be read
     */
    public static Irreps of(String text) {
        List<Term> out = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split("\\+", -1)) {
            Matcher m = TERM.matcher(part.strip());
            if (!m.matches()) {
                throw new IllegalArgumentException("'" + part.strip() + "' in the irreps '" + text
                        + "' cannot be read; a term is like 8x1o: a count, x, a degree, and e (even) or o (odd).");
            }
            int count = m.group(1) == null ? 1 : Integer.parseInt(m.group(1));
            out.add(new Term(
                    count, new Irrep(Integer.parseInt(m.group(2)), m.group(3).equals("e") ? 1 : -1)));
        }
        return new Irreps(out);
    }

    /** The irreps of spherical harmonics up to a degree: 0e + 1o + 2e + …. */
    public static Irreps sphericalHarmonics(int degree) {
        List<Term> out = new ArrayList<>();
        for (int l = 0; l <= degree; l++) {
            out.add(new Term(1, new Irrep(l, l % 2 == 0 ? 1 : -1)));
        }
        return new Irreps(out);
    }

    /** Number of components. */
    public int dim() {
        return terms.stream().mapToInt(Term::dim).sum();
    }

    /** Number of irreps. */
    public int count() {
        return terms.stream().mapToInt(Term::count).sum();
    }

    /** How many copies of an irrep there are. */
    public int count(Irrep irrep) {
        return terms.stream()
                .filter(t -> t.irrep().equals(irrep))
                .mapToInt(Term::count)
                .sum();
    }

    /** First component of a term. */
    public int offset(int term) {
        return terms.subList(0, term).stream().mapToInt(Term::dim).sum();
    }

    /** The direct sum. */
    public Irreps plus(Irreps other) {
        List<Term> all = new ArrayList<>(terms);
        all.addAll(other.terms);
        return new Irreps(all);
    }

    /** All irreps of the tensor product, sorted and merged. */
    public Irreps times(Irreps other) {
        List<Term> out = new ArrayList<>();
        for (Term a : terms) {
            for (Term b : other.terms) {
                a.irrep().times(b.irrep()).forEach(k -> out.add(new Term(a.count() * b.count(), k)));
            }
        }
        return new Irreps(out).sorted();
    }

    /** The same irreps sorted, equal ones merged, empty terms dropped. */
    public Irreps sorted() {
        Map<Irrep, Integer> counts = new TreeMap<>();
        terms.forEach(t -> counts.merge(t.irrep(), t.count(), Integer::sum));
        List<Term> out = new ArrayList<>();
        counts.forEach((irrep, n) -> {
            if (n > 0) {
                out.add(new Term(n, irrep));
            }
        });
        return new Irreps(out);
    }

    /** The matrix of a rotation or rotation with inversion, dim × dim. */
    public double[][] matrix(double[][] rotation) {
        double[][] out = new double[dim()][dim()];
        int at = 0;
        for (Term t : terms) {
            double[][] d = WignerMatrix.of(t.irrep(), rotation);
            for (int k = 0; k < t.count(); k++, at += d.length) {
                for (int i = 0; i < d.length; i++) {
                    System.arraycopy(d[i], 0, out[at + i], at, d.length);
                }
            }
        }
        return out;
    }

    /** The three generators of rotations about x, y and z in this representation; see {@link LinearMaps}. */
    public List<double[][]> generators() {
        return Arrays.asList(generator(0), generator(1), generator(2));
    }

    private double[][] generator(int axis) {
        double[][] out = new double[dim()][dim()];
        int at = 0;
        for (Term t : terms) {
            double[][] j = Generators.of(t.irrep().l(), axis);
            for (int k = 0; k < t.count(); k++, at += j.length) {
                for (int i = 0; i < j.length; i++) {
                    System.arraycopy(j[i], 0, out[at + i], at, j.length);
                }
            }
        }
        return out;
    }

    @Override
    public String toString() {
        return terms.stream().map(Term::toString).collect(Collectors.joining(" + "));
    }
}
