package org.dmol.chapters;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.dmol.chapters.cli.FitBar;
import org.dmol.chapters.cli.Progress;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.Gif;
import org.dmol.chapters.report.Block;
import org.dmol.chapters.report.ConsoleReport;
import org.dmol.chapters.report.Metric;
import org.dmol.chapters.report.MetricDraft;
import org.dmol.chapters.report.SeriesDraft;
import org.dmol.chapters.report.Table;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;
import org.dmol.layers.train.Fit;

/** What a step sees: the settings, and everything it can put out. Output appears on the console at once and in the report afterwards. */
public final class Run {
    /** Directory of {@link #checkpoint}. */
    static final String CHECKPOINTS = "checkpoints";

    private final Chapter chapter;
    private final Settings settings;
    private final ConsoleReport console;
    private final Path directory;
    private final DataStore store;
    private List<Block> blocks = new ArrayList<>();
    private String stepId = "";
    private boolean recording = true;
    private MetricDraft pendingMetric;
    private SeriesDraft pendingSeries;

    /**
     * @param directory where the chapter's files go
     */
    public Run(Chapter chapter, Settings settings, Path directory, ConsoleReport console) {
        this.chapter = chapter;
        this.settings = settings;
        this.directory = directory;
        this.console = console;
        this.store = DataStore.standard()
                .withOffline(settings.offline())
                .withStandIns(settings.standIn())
                .withNotices(text -> add(new Block.Note("Stand-in data", text)));
    }

    // ---- settings ----

    public Settings settings() {
        return settings;
    }

    public long seed() {
        return settings.seed();
    }

    public boolean quick() {
        return settings.quick();
    }

    /** The first number, or the second in a quick run. */
    public int shorten(int full, int quick) {
        return settings.quick() ? quick : full;
    }

    /** The value of one of the chapter's options. */
    public String option(String name) {
        Option declared = chapter.options().stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("Chapter " + chapter.slug() + " declares no option " + name + "."));
        return settings.options().getOrDefault(name, declared.fallback());
    }

    /** An option that is true or false. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(option(name));
    }

    /** An option that is a number. */
    public double number(String name) {
        try {
            return Double.parseDouble(option(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Option " + name + " of chapter " + chapter.slug() + " must be a number, not '" + option(name)
                            + "'.",
                    e);
        }
    }

    // ---- words and tables ----

    /** Prints text as the book's program does; with arguments, formatted as by {@link String#format}. */
    public void print(String text, Object... arguments) {
        add(new Block.Printed(arguments.length == 0 ? text : String.format(Locale.ROOT, text, arguments)));
    }

    /** Prints any object, such as an array, by its text. */
    public void print(Object value) {
        add(new Block.Printed(String.valueOf(value)));
    }

    /** A question, with the answer hidden in the report until the reader opens it. */
    public void reveal(String question, String answer) {
        add(new Block.Reveal(question, answer));
    }

    /** A sentence or paragraph for the reader. */
    public void say(String text) {
        add(new Block.Prose(text));
    }

    /** A remark that stands out. */
    public void note(String text) {
        add(new Block.Note("Note", text));
    }

    /** States a defect of the original and what is done here instead. */
    public void corrected(String text) {
        add(new Block.Note("Corrected", text));
    }

    /** Marks what the book leaves to the reader or does not have. */
    public void beyond(String text) {
        add(new Block.Note("Beyond the book", text));
    }

    /** Shows a table. */
    public void table(Table table) {
        add(new Block.Grid(table));
    }

    // ---- numbers ----

    /**
     * Records a number; say more about it on the result: {@code run.metric("test_rmse", rmse, "log mol/L").published(1.185).band(1.15,
     * 1.30)}.
     */
    public MetricDraft metric(String name, double value, String unit) {
        flush();
        pendingMetric = new MetricDraft(name, value, unit, circumstances());
        return pendingMetric;
    }

    /** A number without a unit. */
    public MetricDraft metric(String name, double value) {
        return metric(name, value, "");
    }

    /** Records whether a statement holds, as the value 1 or 0. */
    public MetricDraft check(String name, boolean holds) {
        return metric(name, holds ? 1 : 0, Metric.HOLDS).expected(1, 0).alsoStandIn();
    }

    /** Records several numbers of one kind as a table. */
    public SeriesDraft series(String name, List<String> labels, double[] values, String unit) {
        flush();
        pendingSeries = new SeriesDraft(name, labels, values, unit, circumstances());
        return pendingSeries;
    }

    /** Several numbers labelled 0, 1, …. */
    public SeriesDraft series(String name, double[] values) {
        return series(
                name,
                IntStream.range(0, values.length).mapToObj(Integer::toString).toList(),
                values,
                "");
    }

    // ---- pictures ----

    /** Saves a figure as SVG and PNG and shows it in the report. */
    public void figure(String name, Figure figure, String caption) throws IOException {
        flush();
        if (!recording) {
            return;
        }
        String base = "figures/" + stepId + "-" + name;
        figure.saveSvg(directory.resolve(base + ".svg"));
        figure.savePng(directory.resolve(base + ".png"));
        add(new Block.Picture(name, caption, List.of(base + ".svg", base + ".png"), figure.pixelWidth()));
    }

    public void figure(String name, Figure figure) throws IOException {
        figure(name, figure, "");
    }

    /** Saves an animation as a GIF file of {@code frames} pictures and shows it in the report. */
    public void animation(String name, int frames, double framesPerSecond, IntFunction<Figure> frame, String caption)
            throws IOException {
        flush();
        if (!recording) {
            return;
        }
        String file = "figures/" + stepId + "-" + name + ".gif";
        int[] width = {0};
        try (Progress progress = progress(name, frames)) {
            IntFunction<BufferedImage> render = i -> {
                Figure figure = frame.apply(i);
                width[0] = figure.pixelWidth();
                progress.step();
                return figure.render(1);
            };
            Gif.write(directory.resolve(file), frames, (int) Math.round(1000 / framesPerSecond), render);
        }
        add(new Block.Picture(name, caption, List.of(file), width[0]));
    }

    // ---- surroundings ----

    /** Settings of a training with the run's seed and device, and one progress bar instead of a line for each epoch. */
    public Fit fit(int epochs) {
        return Fit.epochs(epochs).seed(settings.seed()).silent().with(new FitBar("training"));
    }

    /** A progress bar for {@code total} pieces of work; silent when the output is not a terminal. */
    public Progress progress(String name, long total) {
        return Progress.of(name, total);
    }

    /**
     * The file of the first of these data sets that is at hand or can be had; where none can, a generated stand-in. It goes to
     * {@code run.json}; a stand-in is announced, and no number of the run is compared with a published one from then on.
     */
    public DataFile data(String... ids) {
        return store.get(ids);
    }

    /** Where data come from, for loaders that take a store; what they read is recorded as by {@link #data}. */
    public DataStore store() {
        return store;
    }

    /** As {@link #fit(int)}, for a long training: when the run is killed, the next one with the same settings goes on where it was. */
    public Fit fit(int epochs, String checkpoint) throws IOException {
        return fit(epochs).checkpoint(checkpoint(checkpoint));
    }

    /** A file for the state of long work. It belongs to these settings and disappears when the run has come to its end. */
    public Path checkpoint(String name) throws IOException {
        int key = List.of(settings.seed(), settings.quick(), settings.options()).hashCode();
        return Files.createDirectories(directory.resolve(CHECKPOINTS)).resolve(name + "-" + Integer.toHexString(key));
    }

    /** Where the chapter's files go. */
    public Path directory() {
        return directory;
    }

    // ---- for the runner ----

    void begin(Step step, boolean record) {
        stepId = step.id();
        recording = record;
        blocks = new ArrayList<>();
    }

    List<Block> end() {
        flush();
        return blocks;
    }

    private MetricDraft.Circumstances circumstances() {
        return new MetricDraft.Circumstances(
                settings.quick(), store.used().values().stream().anyMatch(DataFile::isStandIn), settings.seed());
    }

    private void add(Block block) {
        flush();
        if (recording) {
            blocks.add(block);
            console.show(block);
        }
    }

    private void flush() {
        MetricDraft metric = pendingMetric;
        SeriesDraft series = pendingSeries;
        pendingMetric = null;
        pendingSeries = null;
        if (metric != null) {
            add(new Block.Measured(metric.finish()));
        }
        if (series != null) {
            add(series.finish());
        }
    }
}
