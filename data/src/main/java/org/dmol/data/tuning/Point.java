package org.dmol.data.tuning;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One value for each setting of a space.
 *
 * @param values by name, in the order of the space
 */
public record Point(Map<String, Object> values) {
    public Point {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A number. */
    public double number(String name) {
        return ((Number) value(name)).doubleValue();
    }

    /** An integer. */
    public int integer(String name) {
        return ((Number) value(name)).intValue();
    }

    /** A choice, as text. */
    public String text(String name) {
        return value(name).toString();
    }

    private Object value(String name) {
        Object v = values.get(name);
        if (v == null) {
            throw new IllegalArgumentException(
                    "There is no setting '" + name + "'; there are " + String.join(", ", values.keySet()) + ".");
        }
        return v;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
