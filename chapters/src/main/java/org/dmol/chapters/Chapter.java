package org.dmol.chapters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dmol.chapters.cli.Dmol;

/**
 * A chapter of the textbook: a name and a list of steps. Subclasses declare everything in their constructor and keep what the steps hand
 * to each other in fields; one object serves one run.
 *
 * <pre>{@code
 * public final class Overview extends Chapter {
 *     public Overview() {
 *         super("06", "overview", "Deep Learning Overview");
 *         about("One hidden layer predicts solubility.").data("aqsoldb").takes(10, 5);
 *         steps(Step.of("06.1", "Load and standardise", "what the reader sees", this::load), …);
 *     }
 *
 *     private void load(Run run) { … }
 *
 *     public static void main(String[] args) { new Overview().launch(args); }
 * }
 * }</pre>
 */
public abstract class Chapter {
    private final String number;
    private final String slug;
    private final String title;
    private String about = "";
    private final List<String> data = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Option> options = new ArrayList<>();
    private double seconds;
    private double quickSeconds;

    /**
     * @param number two digits, such as {@code "06"}
     * @param slug the name on the command line, such as {@code "ml-introduction"}
     */
    protected Chapter(String number, String slug, String title) {
        this.number = number;
        this.slug = slug;
        this.title = title;
    }

    // ---- declarations, used in the constructor ----

    /** One or two sentences for the list and the head of the report. */
    public final Chapter about(String text) {
        about = text;
        return this;
    }

    /** Ids of the data sets in the catalogue that the chapter reads. */
    public final Chapter data(String... ids) {
        data.addAll(Arrays.asList(ids));
        return this;
    }

    /** Typical seconds of a full and of a quick run on two cores, as measured. */
    public final Chapter takes(double full, double quick) {
        seconds = full;
        quickSeconds = quick;
        return this;
    }

    /** Declares an option; read it with {@link Run#option}. */
    public final Chapter option(String name, String meaning, String fallback) {
        options.add(new Option(name, meaning, fallback));
        return this;
    }

    /** Appends steps, in the order in which they run. */
    public final Chapter steps(Step... more) {
        Collections.addAll(steps, more);
        return this;
    }

    // ---- what a chapter is ----

    public final String number() {
        return number;
    }

    public final String slug() {
        return slug;
    }

    public final String title() {
        return title;
    }

    public final String about() {
        return about;
    }

    public final List<String> data() {
        return Collections.unmodifiableList(data);
    }

    public final List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    public final List<Option> options() {
        return Collections.unmodifiableList(options);
    }

    public final double seconds(boolean quick) {
        return quick ? quickSeconds : seconds;
    }

    // ---- what else it offers; an empty list is not shown ----

    /** Models of this chapter that {@code ./dmol export} writes. */
    public List<Exporter> exporters() {
        return List.of();
    }

    /** Comparisons with Python that {@code ./dmol crosscheck} runs. */
    public List<CrossCheck> crossChecks() {
        return List.of();
    }

    /** Timings for {@code ./dmol bench}. */
    public List<Bench> benches() {
        return List.of();
    }

    /** Pages for {@code ./dmol serve}. */
    public List<WebPage> webPages() {
        return List.of();
    }

    /** Called once after the last step, also after a failure: close models and functions here. */
    protected void close() {}

    /** Runs this chapter as a program of its own, with the options of {@code ./dmol run}. */
    public final void launch(String[] args) {
        Dmol.runChapter(this, args);
    }
}
