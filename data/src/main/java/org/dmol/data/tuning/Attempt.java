package org.dmol.data.tuning;

import java.util.ArrayList;
import java.util.List;

/** A trial under way, as the {@link Objective} sees it. */
public final class Attempt {
    private final int number;
    private final Point point;
    private final double budget;
    private final StoppingRule rule;
    private final Direction direction;
    private final List<Trial> earlier;
    private final List<Double> values = new ArrayList<>();
    private boolean stopped;

    Attempt(int number, Point point, double budget, StoppingRule rule, Direction direction, List<Trial> earlier) {
        this.number = number;
        this.point = point;
        this.budget = budget;
        this.rule = rule;
        this.direction = direction;
        this.earlier = earlier;
    }

    /** Number of the trial, from 0. Successive halving comes back to a trial with a larger budget: what it made before can be continued. */
    public int number() {
        return number;
    }

    /** The settings to try. */
    public Point point() {
        return point;
    }

    /** What may be spent from the beginning of the trial on, such as epochs. */
    public double budget() {
        return budget;
    }

    /** Reports the value of the next step, such as the validation loss of an epoch. Returns whether it is worth going on. */
    public boolean report(double value) {
        values.add(value);
        stopped |= rule.stops(List.copyOf(values), earlier, direction);
        return !stopped;
    }

    List<Double> values() {
        return values;
    }

    boolean stopped() {
        return stopped;
    }
}
