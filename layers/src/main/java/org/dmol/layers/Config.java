package org.dmol.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reading and writing of settings in the form of Keras's JSON: maps, lists, texts, numbers, truth values. */
public final class Config {
    private Config() {}

    /** A mutable map in insertion order from alternating keys and values; values may be null. */
    public static Map<String, Object> of(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** A number, or {@code fallback} where it is absent or null. */
    public static double number(Map<String, Object> config, String key, double fallback) {
        Object value = config.get(key);
        return value == null ? fallback : ((Number) value).doubleValue();
    }

    /** An integer, or {@code fallback} where it is absent or null. */
    public static int integer(Map<String, Object> config, String key, int fallback) {
        Object value = config.get(key);
        return value == null ? fallback : ((Number) value).intValue();
    }

    /** A truth value, or {@code fallback} where it is absent or null. */
    public static boolean flag(Map<String, Object> config, String key, boolean fallback) {
        Object value = config.get(key);
        return value == null ? fallback : (Boolean) value;
    }

    /** A text, or {@code fallback} where it is absent or null. */
    public static String text(Map<String, Object> config, String key, String fallback) {
        Object value = config.get(key);
        return value == null ? fallback : value.toString();
    }

    /** A list of integers; a single integer is a list of one; null where it is absent. */
    public static int[] integers(Map<String, Object> config, String key) {
        Object value = config.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof Number n) {
            return new int[] {n.intValue()};
        }
        return ((List<?>) value)
                .stream()
                        .mapToInt(o -> o == null ? -1 : ((Number) o).intValue())
                        .toArray();
    }

    /** A nested map; an empty one where it is absent or null. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(Map<String, Object> config, String key) {
        Object value = config.get(key);
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    /** Keras's form of a nested object: module, class name, settings. */
    public static Map<String, Object> object(String module, String className, Map<String, Object> config) {
        return of("module", module, "class_name", className, "config", config, "registered_name", null);
    }

    /** An initializer in Keras's form. */
    public static Map<String, Object> object(Initializer initializer) {
        return object("keras.initializers", initializer.className(), initializer.config());
    }

    /** The initializer of a setting: a name or Keras's nested form; {@code fallback} where it is absent. */
    @SuppressWarnings("unchecked")
    public static Initializer initializer(Map<String, Object> config, String key, Initializer fallback) {
        Object value = config.get(key);
        if (value == null) {
            return fallback;
        }
        if (value instanceof String name) {
            return Initializers.get(name);
        }
        Map<String, Object> object = (Map<String, Object>) value;
        return Initializers.of(text(object, "class_name", ""), map(object, "config"));
    }

    /** The name of an activation: a text or Keras's nested form of a function; {@code linear} where it is absent. */
    public static String activation(Map<String, Object> config, String key) {
        Object value = config.get(key);
        if (value instanceof Map<?, ?> object) {
            Object name = object.get("config") instanceof String text ? text : object.get("class_name");
            return String.valueOf(name);
        }
        return value == null ? "linear" : value.toString();
    }

    /** A shape in Keras's form: a list with null for unknown axes. */
    public static List<Object> shape(org.dmol.tf.Spec spec) {
        List<Object> axes = new java.util.ArrayList<>();
        for (long n : spec.shape().asArray()) {
            axes.add(n < 0 ? null : (Object) n);
        }
        return axes;
    }
}
