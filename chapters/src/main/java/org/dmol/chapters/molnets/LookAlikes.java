package org.dmol.chapters.molnets;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.MoleculePicture;
import org.dmol.chapters.figures.Palette;
import org.dmol.chapters.report.Table;
import org.dmol.data.molecules.Isomorphism;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.MoleculeDrawing;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.molecules.WeisfeilerLehman;

/** Steps 1 and 6: two molecules that colour refinement cannot tell apart. */
final class LookAlikes {
    static final List<String> SMILES = List.of("C1CCC2CCCCC2C1", "C1CCC(C1)C2CCCC2");
    static final List<String> NAMES = List.of("decalin", "bicyclopentyl");

    private LookAlikes() {}

    static Molecule molecule(int k) {
        return Smiles.parse(SMILES.get(k));
    }

    static void drawings(Run run) throws IOException {
        Figure fig = Figure.grid(1, 2, 6, 3);
        for (int k = 0; k < 2; k++) {
            fig.axes(k).off().title(NAMES.get(k)).image(MoleculePicture.of(SMILES.get(k), 200, 200));
        }
        run.figure("look-alikes", fig, "Each atom of either has the same surroundings, as far as bonds tell.");
        for (int k = 0; k < 2; k++) {
            Molecule m = molecule(k);
            run.metric(NAMES.get(k) + "_atoms", m.atomCount()).expected(10, 0).alsoQuick();
            run.metric(NAMES.get(k) + "_bonds", m.bondCount()).expected(11, 0).alsoQuick();
            int[] degrees = IntStream.range(0, m.atomCount()).map(m::degree).toArray();
            run.check(
                            NAMES.get(k) + "_degree_3_twice_and_2_eight_times",
                            Arrays.stream(degrees).filter(d -> d == 3).count() == 2
                                    && Arrays.stream(degrees)
                                                    .filter(d -> d == 2)
                                                    .count()
                                            == 8)
                    .alsoQuick();
        }
        run.note("The book's titles read \"decaline\" and \"bicylopentyl\".");
    }

    static void colours(Run run) throws IOException {
        WeisfeilerLehman w = WeisfeilerLehman.refine(molecule(0), molecule(1));
        Table t = Table.of("colours and how many atoms have them", "round", NAMES.get(0), NAMES.get(1));
        boolean equal = true;
        for (int r = 0; r < w.rounds(); r++) {
            t.row(r, text(w.histogram(r, 0)), text(w.histogram(r, 1)));
            equal &= w.histogram(r, 0).equals(w.histogram(r, 1));
        }
        run.table(t);
        run.metric("rounds_until_stable", w.rounds() - 1)
                .expected(2, 0)
                .alsoQuick()
                .note("Atoms of both rings, those next to them, the others.");
        run.check("equal_histograms_in_every_round", equal).alsoQuick();
        run.check("colour_refinement_does_not_tell_them_apart", !w.tellsApart(0, 1))
                .alsoQuick();
        boolean same = Isomorphism.between(
                        WeisfeilerLehman.neighbours(molecule(0)), WeisfeilerLehman.neighbours(molecule(1)))
                .isPresent();
        run.check("not_isomorphic", !same).alsoQuick();
        run.check("ring_sizes_6_and_5", smallestRing(molecule(0), 0) == 6 && smallestRing(molecule(1), 0) == 5)
                .alsoQuick();
        WeisfeilerLehman rings = WeisfeilerLehman.refine(
                List.of(WeisfeilerLehman.neighbours(molecule(0)), WeisfeilerLehman.neighbours(molecule(1))),
                List.of(ringSizes(molecule(0)), ringSizes(molecule(1))));
        run.check("ring_sizes_as_first_colours_tell_them_apart", rings.tellsApart(0, 1))
                .alsoQuick();
        Figure fig = Figure.grid(2, w.rounds(), 2.2 * w.rounds(), 4.6);
        for (int k = 0; k < 2; k++) {
            for (int r = 0; r < w.rounds(); r++) {
                Axes ax = fig.axes(k, r).off().equalAspect();
                ax.title(k == 0 ? "round " + r : "");
                draw(ax, molecule(k), w.colours(r, k));
            }
        }
        run.figure(
                "colours",
                fig,
                "Colours of the atoms of decalin (above) and bicyclopentyl (below) by rounds of refinement.");
        run.reveal(
                "Would hydrogens help?",
                "No: added hydrogens only say the degree of their carbon again, which the first round knows.");
    }

    private static void draw(Axes ax, Molecule m, int[] colours) {
        double[][] p = MoleculeDrawing.of(m).layout();
        double[] lo = {p[0][0], p[0][1]};
        double[] hi = lo.clone();
        for (double[] q : p) {
            for (int k = 0; k < 2; k++) {
                lo[k] = Math.min(lo[k], q[k]);
                hi[k] = Math.max(hi[k], q[k]);
            }
        }
        ax.xlim(lo[0] - 0.5, hi[0] + 0.5).ylim(lo[1] - 0.5, hi[1] + 0.5);
        for (int b = 0; b < m.bondCount(); b++) {
            double[] from = p[m.bondBegin(b)];
            double[] to = p[m.bondEnd(b)];
            ax.plot(new double[] {from[0], to[0]}, new double[] {from[1], to[1]})
                    .color("#999999");
        }
        for (int i = 0; i < p.length; i++) {
            ax.scatter(new double[] {p[i][0]}, new double[] {p[i][1]})
                    .size(15)
                    .color(Palette.color(1 + colours[i] % 5));
            ax.text(p[i][0], p[i][1], Integer.toString(colours[i])).centred().size(10);
        }
    }

    private static String text(Map<Integer, Integer> histogram) {
        return histogram.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    static int[] ringSizes(Molecule m) {
        return IntStream.range(0, m.atomCount()).map(i -> smallestRing(m, i)).toArray();
    }

    /** Size of the smallest ring that an atom is part of, 0 if there is none: the shortest way from a neighbour back, without their bond. */
    static int smallestRing(Molecule m, int atom) {
        int best = 0;
        for (int k = 0; k < m.degree(atom); k++) {
            int d = distance(m, m.neighbor(atom, k), atom, m.bondOf(atom, k));
            best = d > 0 && (best == 0 || d + 1 < best) ? d + 1 : best;
        }
        return best;
    }

    private static int distance(Molecule m, int from, int to, int without) {
        int[] d = new int[m.atomCount()];
        int[] queue = new int[m.atomCount()];
        int end = 1;
        queue[0] = from;
        for (int at = 0; at < end; at++) {
            int i = queue[at];
            for (int k = 0; k < m.degree(i); k++) {
                int j = m.neighbor(i, k);
                if (m.bondOf(i, k) != without && d[j] == 0 && j != from) {
                    d[j] = d[i] + 1;
                    queue[end++] = j;
                }
            }
        }
        return d[to];
    }
}
