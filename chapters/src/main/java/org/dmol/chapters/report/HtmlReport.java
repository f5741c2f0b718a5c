package org.dmol.chapters.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.dmol.array.AtomicFile;

/** A chapter's report as one HTML file without anything outside it. */
public final class HtmlReport {
    /** A larger drawing is shown as its PNG picture instead. */
    private static final long LARGEST_SVG = 1_500_000;

    private final ChapterReport report;
    private final Path directory;
    private final StringBuilder html = new StringBuilder();

    private HtmlReport(ChapterReport report, Path directory) {
        this.report = report;
        this.directory = directory;
    }

    /** Writes {@code report.html} beside the figures in {@code directory}. */
    public static void write(ChapterReport report, Path directory) throws IOException {
        String page = new HtmlReport(report, directory).page();
        AtomicFile.write(directory.resolve("report.html"), out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
    }

    private String page() throws IOException {
        String title = Integer.parseInt(report.number()) + ". " + report.title();
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>")
                .append(escape(title))
                .append("</title><style>")
                .append(style())
                .append("</style></head>\n")
                .append("<body><main><header><h1>")
                .append(escape(title))
                .append("</h1>");
        html.append("<p class=\"about\">").append(escape(report.about())).append("</p>");
        chips();
        html.append("</header>\n");
        contents();
        for (StepReport step : report.steps()) {
            step(step);
        }
        footer();
        return html.append("</main></body></html>\n").toString();
    }

    private void chips() {
        html.append("<p class=\"chips\">");
        chip(Verdict.Kind.EXACT, "good");
        chip(Verdict.Kind.IN_BAND, "good");
        chip(Verdict.Kind.OUT_OF_BAND, "bad");
        chip(Verdict.Kind.NOT_COMPARABLE, "none");
        if (report.quick()) {
            html.append("<span class=\"chip warn\">quick run: training is shortened</span>");
        }
        if (report.dataKind().equals("stand-in")) {
            html.append("<span class=\"chip warn\">generated stand-in data</span>");
        }
        html.append("<span class=\"chip\">seed ")
                .append(report.seed())
                .append("</span><span class=\"chip\">")
                .append(escape(report.device()))
                .append("</span><span class=\"chip\">")
                .append(Numbers.duration(report.seconds()))
                .append("</span></p>");
    }

    private void chip(Verdict.Kind kind, String style) {
        long n = report.count(kind);
        if (n > 0) {
            String name = new Verdict(kind, "").toString();
            html.append("<span class=\"chip ")
                    .append(style)
                    .append("\">")
                    .append(n)
                    .append(' ')
                    .append(name)
                    .append("</span>");
        }
    }

    private void contents() {
        html.append("<nav><ol>");
        for (StepReport s : report.steps()) {
            html.append("<li><a href=\"#s")
                    .append(s.id())
                    .append("\"><b>")
                    .append(s.id())
                    .append("</b> ")
                    .append(escape(s.title()))
                    .append("</a></li>");
        }
        html.append("</ol></nav>\n");
    }

    private void step(StepReport step) throws IOException {
        html.append("<section id=\"s")
                .append(step.id())
                .append("\"><h2><span>")
                .append(step.id())
                .append("</span> ")
                .append(escape(step.title()))
                .append("</h2><p class=\"shows\">")
                .append(escape(step.shows()))
                .append(" <small>")
                .append(Numbers.duration(step.seconds()))
                .append("</small></p>");
        List<Block> blocks = step.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Block.Measured) {
                int end = i;
                while (end < blocks.size() && blocks.get(end) instanceof Block.Measured) {
                    end++;
                }
                metrics(blocks.subList(i, end).stream()
                        .map(b -> ((Block.Measured) b).metric())
                        .toList());
                i = end - 1;
            } else if (blocks.get(i) instanceof Block.Printed) {
                html.append("<pre>");
                for (; i < blocks.size() && blocks.get(i) instanceof Block.Printed p; i++) {
                    html.append(escape(p.text().stripTrailing())).append('\n');
                }
                html.append("</pre>");
                i--;
            } else {
                block(blocks.get(i));
            }
        }
        html.append("</section>\n");
    }

    private void block(Block block) throws IOException {
        if (block instanceof Block.Prose b) {
            for (String paragraph : b.text().split("\n\n", -1)) {
                html.append("<p>").append(escape(paragraph)).append("</p>");
            }
        } else if (block instanceof Block.Reveal b) {
            html.append("<details><summary>")
                    .append(escape(b.question()))
                    .append("</summary><pre>")
                    .append(escape(b.answer()))
                    .append("</pre></details>");
        } else if (block instanceof Block.Note b) {
            html.append("<aside><b>")
                    .append(escape(b.kind()))
                    .append(".</b> ")
                    .append(escape(b.text()))
                    .append("</aside>");
        } else if (block instanceof Block.Grid b) {
            table(b.table());
        } else if (block instanceof Block.Series b) {
            boolean dull = b.isDull();
            html.append(dull ? "<details><summary>" : "<h3>")
                    .append(escape(dull ? b.summary() : b.title()))
                    .append(dull ? "</summary>" : "</h3>");
            rows(b.labels(), b.metrics());
            html.append(dull ? "</details>" : "");
        } else if (block instanceof Block.Picture b) {
            picture(b);
        }
    }

    private void metrics(List<Metric> metrics) {
        rows(metrics.stream().map(Metric::name).toList(), metrics);
    }

    private void rows(List<String> labels, List<Metric> metrics) {
        boolean published = metrics.stream().anyMatch(m -> m.published() != null);
        boolean accepted = metrics.stream().anyMatch(m -> !m.bandText().isEmpty());
        html.append("<div class=\"wide\"><table><tr><th class=\"t\">quantity</th><th>here</th>")
                .append(published ? "<th>published</th>" : "")
                .append(accepted ? "<th>accepted</th>" : "")
                .append("<th class=\"t\">verdict</th></tr>");
        for (int i = 0; i < metrics.size(); i++) {
            Metric m = metrics.get(i);
            html.append("<tr><td class=\"t\">").append(escape(labels.get(i))).append("</td>");
            cell(m.valueText());
            if (published) {
                cell(m.publishedText());
            }
            if (accepted) {
                cell(m.bandText());
            }
            html.append("<td class=\"t\"><span class=\"chip ")
                    .append(style(m.verdict()))
                    .append("\">")
                    .append(escape(m.verdict().toString()))
                    .append("</span>");
            if (!m.note().isEmpty()) {
                html.append("<div class=\"why\">").append(escape(m.note())).append("</div>");
            }
            html.append("</td></tr>");
        }
        html.append("</table></div>");
    }

    private void cell(String text) {
        html.append("<td>").append(escape(text)).append("</td>");
    }

    private static String style(Verdict verdict) {
        return switch (verdict.kind()) {
            case EXACT, IN_BAND -> "good";
            case OUT_OF_BAND -> "bad";
            case NOT_COMPARABLE -> "none";
        };
    }

    private void table(Table table) {
        if (!table.title().isEmpty()) {
            html.append("<h3>").append(escape(table.title())).append("</h3>");
        }
        html.append("<div class=\"wide\"><table><tr>");
        for (int i = 0; i < table.columns().size(); i++) {
            html.append(table.isText(i) ? "<th class=\"t\">" : "<th>")
                    .append(escape(table.columns().get(i)))
                    .append("</th>");
        }
        html.append("</tr>");
        for (List<String> row : table.rows()) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                boolean wraps = table.isText(i) && row.get(i).length() > 12;
                html.append(wraps ? "<td class=\"t\">" : table.isText(i) ? "<td class=\"t short\">" : "<td>")
                        .append(escape(row.get(i)))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</table></div>");
    }

    private void picture(Block.Picture picture) throws IOException {
        String file = picture.files().get(0);
        if (file.endsWith(".svg") && Files.size(directory.resolve(file)) > LARGEST_SVG) {
            file = picture.files().get(1);
        }
        String type = file.endsWith(".svg") ? "svg+xml" : file.substring(file.lastIndexOf('.') + 1);
        String data = Base64.getEncoder().encodeToString(Files.readAllBytes(directory.resolve(file)));
        html.append("<figure><img width=\"")
                .append(picture.width())
                .append("\" alt=\"")
                .append(escape(picture.name()))
                .append("\" src=\"data:image/")
                .append(type)
                .append(";base64,")
                .append(data)
                .append("\">");
        if (!picture.caption().isEmpty()) {
            html.append("<figcaption>").append(escape(picture.caption())).append("</figcaption>");
        }
        html.append("</figure>");
    }

    private void footer() {
        html.append("<footer><h2>This run</h2><div class=\"wide\"><table>");
        pair("started", report.started());
        report.versions().forEach(this::pair);
        report.settings().forEach((k, v) -> pair(k, String.valueOf(v)));
        for (DataUse d : report.data()) {
            pair(
                    "data: " + d.id(),
                    d.title() + " (" + d.kind() + "), " + d.file() + ", " + d.bytes() + " bytes, SHA-256 " + d.sha256()
                            + ", licence " + d.licence());
        }
        html.append("</table></div></footer>");
    }

    private void pair(String name, String value) {
        html.append("<tr><td class=\"t\">")
                .append(escape(name))
                .append("</td><td class=\"t\">")
                .append(escape(value))
                .append("</td></tr>");
    }

    static String style() throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
