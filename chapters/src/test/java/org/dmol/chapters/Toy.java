package org.dmol.chapters;

import java.io.IOException;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;

/** A chapter of three steps for the tests. */
final class Toy extends Chapter {
    int firstRuns;

    Toy() {
        super("98", "toy", "Toy & Co");
        about("A <small> chapter.").takes(1, 1);
        option("width", "how wide", "3").option("book", "as in the book", "false");
        steps(
                Step.of("98.1", "One", "the first", this::one).alone(),
                Step.of("98.2", "Two", "the second", this::two),
                Step.of("98.3", "Three", "the third", this::three).alone());
    }

    private void one(Run run) {
        firstRuns++;
        run.print("width %.1f", run.number("width"));
        run.metric("pi", Math.PI, "rad").near(3.14159, 5e-6);
        run.metric("loss", 1.2).published(1.185).band(1.17, 1.26);
        run.series("curve", new double[] {1, 2})
                .exactly(new double[] {1, 3}, 0.1)
                .each((m, i) -> m.note("why"));
    }

    private void two(Run run) throws IOException {
        Figure fig = new Figure(3, 2);
        fig.axes().plot(new double[] {1, 2, 3});
        run.figure("line", fig, "A line.");
        run.table(Table.of("numbers", "name", "value").row("one", 1).row("half", 0.5));
    }

    private void three(Run run) {
        run.check("always", true);
    }
}
