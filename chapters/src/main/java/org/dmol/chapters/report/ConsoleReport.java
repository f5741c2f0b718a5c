package org.dmol.chapters.report;

import java.io.PrintStream;
import java.util.List;

/** Shows what a run puts out on the console; with colours if that is a terminal. */
public final class ConsoleReport {
    private final PrintStream out;
    private final boolean colours;
    private boolean gap = true;

    public ConsoleReport(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** A console that shows nothing. */
    public static ConsoleReport silent() {
        return new ConsoleReport(new PrintStream(java.io.OutputStream.nullOutputStream()), false);
    }

    /** A heading. */
    public void heading(String text) {
        out.println((gap ? "" : "\n") + paint("1", text));
        gap = true;
    }

    public void line(String text) {
        out.println(text);
        gap = false;
    }

    /** One piece of output. */
    public void show(Block block) {
        gap = false;
        if (block instanceof Block.Printed b) {
            out.println(b.text());
        } else if (block instanceof Block.Prose b) {
            out.println(wrap(b.text(), ""));
        } else if (block instanceof Block.Reveal b) {
            out.println(b.question() + "\n" + b.answer());
        } else if (block instanceof Block.Note b) {
            out.println(paint("36", wrap(b.kind() + ": " + b.text(), "  ")));
        } else if (block instanceof Block.Grid b) {
            out.println(b.table());
        } else if (block instanceof Block.Measured b) {
            metric(b.metric());
        } else if (block instanceof Block.Series b) {
            series(b);
        } else if (block instanceof Block.Picture b) {
            out.println("  figure " + b.files().get(0));
        }
    }

    private void metric(Metric m) {
        if (m.isCheck()) {
            boolean holds = m.verdict().kind() == Verdict.Kind.EXACT;
            out.println("  " + (holds ? paint("32", "✓") : verdict(m.verdict())) + " " + m.name());
            return;
        }
        StringBuilder text = new StringBuilder("  " + m.name() + " = " + m.valueText());
        if (m.published() != null) {
            text.append("   published ").append(m.publishedText());
        }
        if (m.expected() != null) {
            text.append("   expected ").append(Numbers.text(m.expected()));
        } else if (m.band() != null) {
            text.append("   accepted ").append(m.bandText());
        }
        out.println(text + "   " + verdict(m.verdict()));
        if (!m.note().isEmpty()) {
            out.println(wrap(m.note(), "    "));
        }
    }

    private void series(Block.Series s) {
        if (s.isDull()) {
            out.println("  " + s.summary() + " (all in the report)");
            return;
        }
        List<Metric> all = s.metrics();
        boolean bands = all.stream().anyMatch(m -> m.band() != null);
        boolean published = all.stream().anyMatch(m -> m.published() != null);
        Table table = Table.of(s.title(), "", "here", published ? "published" : "", bands ? "accepted" : "", "verdict");
        for (int i = 0; i < all.size(); i++) {
            Metric m = all.get(i);
            table.row(
                    s.labels().get(i),
                    m.valueText(),
                    m.publishedText(),
                    m.bandText(),
                    m.verdict().toString());
        }
        out.println(table);
    }

    private String verdict(Verdict v) {
        return switch (v.kind()) {
            case EXACT, IN_BAND -> paint("32", v.toString());
            case OUT_OF_BAND -> paint("1;31", v.toString());
            case NOT_COMPARABLE -> paint("2", v.toString());
        };
    }

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private static String wrap(String text, String indent) {
        StringBuilder outText = new StringBuilder();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder(indent);
            for (String word : paragraph.split(" ", -1)) {
                if (line.length() + word.length() > 110 && line.length() > indent.length()) {
                    outText.append(line.toString().stripTrailing()).append('\n');
                    line = new StringBuilder(indent);
                }
                line.append(word).append(' ');
            }
            outText.append(line.toString().stripTrailing()).append('\n');
        }
        return outText.toString().stripTrailing();
    }
}
