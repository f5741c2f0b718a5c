package org.dmol.chapters.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.dmol.array.AtomicFile;

/** The page that leads to the reports of a run of several chapters. */
public final class IndexPage {
    private IndexPage() {}

    /** Writes {@code index.html} into {@code out} and returns its path. */
    public static Path write(Path out, List<ChapterReport> reports, List<String> failures) throws IOException {
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>Deep Learning for Molecules and Materials</title><style>")
                .append(HtmlReport.style())
                .append(
                        "</style></head><body><main><h1>Deep Learning for Molecules and Materials</h1><div class=\"wide\"><table>")
                .append("<tr><th class=\"t\">chapter</th><th>time</th><th class=\"t\">verdicts</th></tr>");
        for (ChapterReport r : reports) {
            html.append("<tr><td class=\"t\"><a href=\"")
                    .append(r.slug())
                    .append("/report.html\">")
                    .append(r.number())
                    .append(' ')
                    .append(HtmlReport.escape(r.title()))
                    .append("</a></td><td>")
                    .append(Numbers.duration(r.seconds()))
                    .append("</td><td class=\"t\">")
                    .append(
                            r.count(Verdict.Kind.OUT_OF_BAND) > 0
                                    ? "<span class=\"chip bad\">"
                                    : "<span class=\"chip good\">")
                    .append(r.verdicts())
                    .append("</span>");
            html.append(r.quick() ? " <span class=\"chip warn\">quick</span>" : "")
                    .append(r.dataKind().equals("stand-in") ? " <span class=\"chip warn\">stand-in data</span>" : "")
                    .append("</td></tr>");
        }
        html.append("</table></div>");
        failures.forEach(
                f -> html.append("<aside>").append(HtmlReport.escape(f)).append("</aside>"));
        byte[] page = html.append("</main></body></html>\n").toString().getBytes(StandardCharsets.UTF_8);
        Path file = out.resolve("index.html");
        AtomicFile.write(file, stream -> stream.write(page));
        return file;
    }
}
