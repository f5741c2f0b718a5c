package org.dmol.layers.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;

/** One case: its settings, and the arrays that they name. */
record GoldenCase(GoldenGroup group, Map<String, Object> json) {
    String id() {
        return (String) json.get("id");
    }

    String kind() {
        return (String) json.get("kind");
    }

    /** The bound of the difference relative to the largest value of an array. */
    double tolerance() {
        return json.get("tolerance") instanceof Number n ? n.doubleValue() : 1e-5;
    }

    boolean has(String key) {
        return json.get(key) != null;
    }

    double number(String key) {
        return ((Number) json.get(key)).doubleValue();
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> map(String key) {
        Object value = json.get(key);
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    List<?> list(String key) {
        Object value = json.get(key);
        return value == null ? List.of() : (List<?>) value;
    }

    /** The array whose key stands under a name; null if there is none. */
    Nd array(String name) {
        return byKey(json.get(name));
    }

    /** The arrays whose keys are listed under a name; an element may be null. */
    List<Nd> arrays(String name) {
        List<Nd> all = new ArrayList<>();
        list(name).forEach(key -> all.add(byKey(key)));
        return all;
    }

    /** The arrays of a list of objects with the entry {@code array}, such as the weights. */
    List<Nd> entries(String name) {
        return list(name).stream()
                .map(o -> group.array((String) ((Map<?, ?>) o).get("array")))
                .toList();
    }

    Nd byKey(Object key) {
        return key == null ? null : group.array((String) key);
    }

    @Override
    public String toString() {
        return group.name() + "/" + id();
    }
}
