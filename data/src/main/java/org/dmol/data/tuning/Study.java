package org.dmol.data.tuning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Tries points of a space one after the other.
 *
 * <pre>{@code
 * Study study = Study.of(Space.empty().logUniform("rate", 1e-4, 1e-1).integer("units", 8, 64))
 *         .sampler(Sampler.gaussianProcess())
 *         .stopping(StoppingRule.median(4, 2))
 *         .budget(20);
 * List<Trial> trials = study.run(30, attempt -> validationLoss(attempt));
 * Trial best = study.best(trials);
 * }</pre>
 *
 * Immutable: each setting gives a changed study. The points follow from the seed (default 0) and the scores alone.
 */
public final class Study {
    private final Space space;
    private Sampler sampler = Sampler.random();
    private StoppingRule rule = StoppingRule.none();
    private Direction direction = Direction.MINIMIZE;
    private double budget = 1;
    private long seed;
    private Path log;
    private Consumer<Trial> listener = t -> {};

    private Study(Space space) {
        this.space = space;
    }

    /** Random search for small scores. */
    public static Study of(Space space) {
        if (space.parameters().isEmpty()) {
            throw new IllegalArgumentException("The space has no settings to search.");
        }
        return new Study(space);
    }

    private Study with(Consumer<Study> change) {
        Study copy = new Study(space);
        copy.sampler = sampler;
        copy.rule = rule;
        copy.direction = direction;
        copy.budget = budget;
        copy.seed = seed;
        copy.log = log;
        copy.listener = listener;
        change.accept(copy);
        return copy;
    }

    /** How points are chosen; default random. */
    public Study sampler(Sampler value) {
        return with(s -> s.sampler = value);
    }

    /** When trials are stopped early; default never. */
    public Study stopping(StoppingRule value) {
        return with(s -> s.rule = value);
    }

    /** Whether small or large scores are good; default small. */
    public Study direction(Direction value) {
        return with(s -> s.direction = value);
    }

    /** What each trial may spend, such as epochs; default 1. */
    public Study budget(double value) {
        return with(s -> s.budget = value);
    }

    /** What the points follow from; default 0. */
    public Study seed(long value) {
        return with(s -> s.seed = value);
    }

    /** A file of one JSON object for each trial, written as they end. A study that finds its file goes on after the trials in it. */
    public Study log(Path file) {
        return with(s -> s.log = file);
    }

    /** Is told of each trial when it ends. */
    public Study listener(Consumer<Trial> value) {
        return with(s -> s.listener = value);
    }

    /** Tries points until there are {@code trials} of them or none are left; those of the log count. */
    public List<Trial> run(int trials, Objective objective) {
        TrialLog file = TrialLog.open(log, space);
        List<Trial> done = new ArrayList<>(file.trials());
        while (done.size() < trials) {
            int number = done.size();
            Point point = sampler.next(space, List.copyOf(done), direction, random(seed, number));
            if (point == null) {
                break;
            }
            Attempt attempt = new Attempt(number, point, budget, rule, direction, List.copyOf(done));
            Trial trial = Trials.run(attempt, objective);
            done.add(trial);
            file.add(trial);
            listener.accept(trial);
        }
        return List.copyOf(done);
    }

    /** The trial with the best score. */
    public Trial best(List<Trial> trials) {
        return Trials.best(trials, direction);
    }

    /** A generator for one trial: a study that is resumed draws what it would have drawn. */
    static SplittableRandom random(long seed, int number) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number).split();
    }
}
