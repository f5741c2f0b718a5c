package org.dmol.data.tuning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The settings that are searched. Immutable: each method gives a larger space. */
public final class Space {
    private final List<Parameter> parameters;

    private Space(List<Parameter> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    /** A space without settings. */
    public static Space empty() {
        return new Space(List.of());
    }

    /** A real number, every value equally likely. */
    public Space uniform(String name, double low, double high) {
        return with(new Parameter(name, Parameter.Kind.REAL, low, high, false, List.of()));
    }

    /** A positive real number, every order of magnitude equally likely. */
    public Space logUniform(String name, double low, double high) {
        return with(new Parameter(name, Parameter.Kind.REAL, low, high, true, List.of()));
    }

    /** An integer, both ends included. */
    public Space integer(String name, int low, int high) {
        return with(new Parameter(name, Parameter.Kind.INTEGER, low, high, false, List.of()));
    }

    /** A positive integer, every order of magnitude equally likely, both ends included. */
    public Space logInteger(String name, int low, int high) {
        return with(new Parameter(name, Parameter.Kind.INTEGER, low, high, true, List.of()));
    }

    /** One of some values; put those that act alike side by side, since a Gaussian process takes neighbours for similar. */
    public Space choice(String name, Object... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("The setting " + name + " has no values to choose from.");
        }
        return with(new Parameter(name, Parameter.Kind.CHOICE, 0, values.length - 1, false, List.of(values)));
    }

    private Space with(Parameter more) {
        if (parameters.stream().anyMatch(p -> p.name().equals(more.name()))) {
            throw new IllegalArgumentException("The space has a setting '" + more.name() + "' already.");
        }
        List<Parameter> all = new ArrayList<>(parameters);
        all.add(more);
        return new Space(all);
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    /** The point at a place in the unit cube. */
    public Point at(double... unit) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            values.put(parameters.get(i).name(), parameters.get(i).at(unit[i]));
        }
        return new Point(values);
    }

    /** The place of a point in the unit cube. */
    public double[] unit(Point point) {
        return parameters.stream()
                .mapToDouble(p -> p.unit(point.values().get(p.name())))
                .toArray();
    }

    /** A random point. */
    public Point sample(RandomGenerator random) {
        return at(random.doubles(parameters.size()).toArray());
    }

    /** Every combination of all choices and at most {@code steps} values of each number; the last setting changes fastest. */
    public List<Point> grid(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("A grid wants 1 or more values of each setting, not " + steps + ".");
        }
        List<Map<String, Object>> rows = List.of(Map.of());
        for (Parameter p : parameters) {
            List<Map<String, Object>> longer = new ArrayList<>();
            for (Map<String, Object> row : rows) {
                for (Object value : p.grid(steps)) {
                    Map<String, Object> next = new LinkedHashMap<>(row);
                    next.put(p.name(), value);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return rows.stream().map(Point::new).toList();
    }

    /**
     * The point with these values, for points read from a file.
     *
     * @throws IllegalArgumentException if a setting is missing or cannot have its value
     */
    public Point point(Map<String, ?> values) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (Parameter p : parameters) {
            Object v = values.get(p.name());
            if (v == null) {
                throw new IllegalArgumentException("The point " + values + " has no setting '" + p.name() + "'.");
            }
            out.put(p.name(), p.typed(v));
        }
        return new Point(out);
    }
}
