package org.dmol.data.tuning;

import java.util.ArrayList;
import java.util.List;

/**
 * One setting of a {@link Space}: a real number, an integer or a choice. Every value has a place in the unit interval, on a logarithmic axis if
 * so declared; samplers work there.
 *
 * @param name how the setting is called
 * @param kind what its values are
 * @param low smallest number; 0 for a choice
 * @param high largest number, included; the last index for a choice
 * @param log whether equal ratios are equally far apart
 * @param choices the values of a choice, otherwise empty
 */
public record Parameter(String name, Kind kind, double low, double high, boolean log, List<Object> choices) {
    /** What the values of a setting are. */
    public enum Kind {
        REAL,
        INTEGER,
        CHOICE
    }

    public Parameter {
        choices = List.copyOf(choices);
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("The setting " + name + " goes from " + low + " to " + high
                    + "; the ends must be finite and in order.");
        }
        if (log && !(low > 0)) {
            throw new IllegalArgumentException(
                    "The setting " + name + " is logarithmic and begins at " + low + "; it must begin above 0.");
        }
    }

    /** The value at a place in [0, 1]: a Double, an Integer, or one of the choices. */
    public Object at(double unit) {
        if (kind == Kind.REAL) {
            return Math.min(high, Math.max(low, between(unit, low, high)));
        }
        // Each integer has an equal share of the axis: integers are rounded after half a step is added on both sides.
        double from = low - 0.5;
        double to = high + 0.5;
        long i = log ? Math.round(between(unit, low, high)) : Math.round(from + unit * (to - from));
        int index = (int) Math.min(high, Math.max(low, i));
        return kind == Kind.CHOICE ? choices.get(index) : Integer.valueOf(index);
    }

    private double between(double unit, double from, double to) {
        return log ? from * Math.pow(to / from, unit) : from + unit * (to - from);
    }

    /** The place in [0, 1] of a value. */
    double unit(Object value) {
        double v = kind == Kind.CHOICE ? choices.indexOf(value) : ((Number) value).doubleValue();
        if (low == high) {
            return 0.5;
        }
        if (kind == Kind.REAL || log) {
            return log ? Math.log(v / low) / Math.log(high / low) : (v - low) / (high - low);
        }
        return (v - low + 0.5) / (high - low + 1);
    }

    /** Values of a grid: all of a choice, at most {@code steps} evenly spaced ones of a number, ends included. */
    List<Object> grid(int steps) {
        if (kind == Kind.CHOICE) {
            return choices;
        }
        List<Object> out = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            double place = steps == 1 ? 0.5 : i / (steps - 1.0);
            double number = between(place, low, high);
            Object value = kind == Kind.REAL ? (Object) number : (Object) (int) Math.round(number);
            if (!out.contains(value)) {
                out.add(value);
            }
        }
        return out;
    }

    /** The value as a type of this setting, for points read from a file. */
    Object typed(Object value) {
        return switch (kind) {
            case REAL -> ((Number) value).doubleValue();
            case INTEGER -> ((Number) value).intValue();
            case CHOICE ->
                choices.stream()
                        .filter(c -> c.equals(value) || c.toString().equals(value.toString()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "The setting " + name + " cannot be " + value + "; it is one of " + choices + "."));
        };
    }
}
