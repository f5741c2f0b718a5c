package org.dmol.layers.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.layers.Config;
import org.dmol.layers.Input;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.Node;
import org.dmol.layers.Sym;
import org.dmol.tf.Spec;

/** Sequential and functional models in the form of Keras's JSON, both ways. */
public final class ModelConfig {
    /** Layers whose call takes one list of tensors instead of several arguments. */
    private static final List<String> LIST_ARGUMENT = List.of(
            "Add",
            "Subtract",
            "Multiply",
            "Average",
            "Maximum",
            "Minimum",
            "Concatenate",
            "Dot",
            "Attention",
            "AdditiveAttention");

    private ModelConfig() {}

    /** A sequential model; an input layer at its head builds it. */
    public static Sequential sequential(Map<String, Object> config) {
        List<Map<String, Object>> objects = maps(config.get("layers"));
        Sequential model = new Sequential();
        Spec input = null;
        for (Map<String, Object> object : objects) {
            if (Config.text(object, "class_name", "").equals("InputLayer")) {
                input = inputSpec(Config.map(object, "config"));
            } else {
                model.add(LayerRegistry.fromConfig(object));
            }
        }
        if (input == null && config.get("build_input_shape") instanceof List<?> axes) {
            input = Spec.of(DType.FLOAT32, axes(axes));
        }
        if (input != null) {
            model.ensureBuilt(List.of(input));
        }
        return model;
    }

    /** A functional model. */
    public static Functional functional(Map<String, Object> config) {
        Map<String, Layer> layers = new HashMap<>();
        Map<String, List<Node>> nodes = new HashMap<>();
        List<Map<String, Object>> pending = new ArrayList<>(maps(config.get("layers")));
        // The operations by which Keras computes masks; here masks travel with the values.
        pending.removeIf(o -> Config.text(o, "module", "").startsWith("keras.src.ops"));
        Map<String, Integer> done = new HashMap<>();
        boolean progress = true;
        while (!pending.isEmpty() && progress) {
            progress = false;
            for (Map<String, Object> object : List.copyOf(pending)) {
                String name = Config.text(object, "name", "");
                List<Map<String, Object>> calls = maps(object.get("inbound_nodes"));
                int at = done.getOrDefault(name, 0);
                if (calls.isEmpty()) {
                    Map<String, Object> c = Config.map(object, "config");
                    Spec spec = inputSpec(c);
                    Sym input = Input.of(name, spec.dtype(), spec.shape().asArray());
                    nodes.computeIfAbsent(name, k -> new ArrayList<>()).add(input.node());
                } else {
                    List<Sym> in = at < calls.size() ? symbols(calls.get(at), nodes) : null;
                    if (in == null) {
                        continue;
                    }
                    Layer layer = layers.computeIfAbsent(name, k -> LayerRegistry.fromConfig(object));
                    nodes.computeIfAbsent(name, k -> new ArrayList<>())
                            .add(layer.on(in).get(0).node());
                    done.put(name, at + 1);
                }
                progress = true;
                if (calls.isEmpty() || done.get(name) == calls.size()) {
                    pending.remove(object);
                }
            }
        }
        if (!pending.isEmpty()) {
            throw new IllegalArgumentException("The model's description is not complete: layer '"
                    + pending.get(0).get("name") + "' needs outputs that no layer makes.");
        }
        return new Functional(ends(config.get("input_layers"), nodes), ends(config.get("output_layers"), nodes));
    }

    /** The symbols that a call takes, or null if some are not there yet. */
    private static List<Sym> symbols(Map<String, Object> call, Map<String, List<Node>> nodes) {
        List<List<?>> histories = new ArrayList<>();
        collect(call.get("args"), histories);
        Config.map(call, "kwargs").forEach((key, value) -> {
            if (!key.equals("mask")) {
                collect(value, histories);
            }
        });
        List<Sym> out = new ArrayList<>();
        for (List<?> h : histories) {
            Sym s = find(h, nodes);
            if (s == null) {
                return null;
            }
            out.add(s);
        }
        return out;
    }

    private static void collect(Object value, List<List<?>> histories) {
        if (value instanceof List<?> list) {
            list.forEach(v -> collect(v, histories));
        } else if (value instanceof Map<?, ?> map) {
            if ("__keras_tensor__".equals(map.get("class_name"))) {
                histories.add((List<?>) ((Map<?, ?>) map.get("config")).get("keras_history"));
            } else {
                map.values().forEach(v -> collect(v, histories));
            }
        }
    }

    private static Sym find(List<?> history, Map<String, List<Node>> nodes) {
        List<Node> made = nodes.getOrDefault((String) history.get(0), List.of());
        int node = ((Number) history.get(1)).intValue();
        return node < made.size() ? made.get(node).outputs().get(((Number) history.get(2)).intValue()) : null;
    }

    private static List<Sym> ends(Object value, Map<String, List<Node>> nodes) {
        List<?> list = (List<?>) value;
        if (!list.isEmpty() && list.get(0) instanceof String) {
            return List.of(find(list, nodes));
        }
        return list.stream().map(h -> find((List<?>) h, nodes)).toList();
    }

    private static Spec inputSpec(Map<String, Object> config) {
        DType type = DType.valueOf(Config.text(config, "dtype", "float32").toUpperCase(java.util.Locale.ROOT));
        Object shape = config.containsKey("batch_shape") ? config.get("batch_shape") : config.get("batch_input_shape");
        return Spec.of(type, axes((List<?>) shape));
    }

    private static long[] axes(List<?> shape) {
        return shape.stream()
                .mapToLong(n -> n == null ? -1 : ((Number) n).longValue())
                .toArray();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object value) {
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }

    /** The description of a functional model; {@code base} has name and trainable. */
    static Map<String, Object> of(Functional model, Map<String, Object> base) {
        Map<Node, Integer> numbers = new IdentityHashMap<>();
        Map<Layer, List<Node>> calls = new LinkedHashMap<>();
        model.inputs().forEach(s -> calls.put(s.node().layer(), new ArrayList<>()));
        model.inputs().forEach(s -> numbers.put(s.node(), 0));
        for (Node n : model.nodes()) {
            List<Node> of = calls.computeIfAbsent(n.layer(), k -> new ArrayList<>());
            numbers.put(n, of.size());
            of.add(n);
        }
        List<Object> layers = new ArrayList<>();
        calls.forEach((layer, of) -> {
            Map<String, Object> object = LayerRegistry.toConfig(layer);
            object.put("name", layer.name());
            object.put(
                    "inbound_nodes", of.stream().map(n -> inbound(n, numbers)).toList());
            layers.add(object);
        });
        base.put("layers", layers);
        base.put(
                "input_layers",
                model.inputs().stream().map(s -> history(s, numbers)).toList());
        base.put(
                "output_layers",
                model.outputs().stream().map(s -> history(s, numbers)).toList());
        return base;
    }

    private static Map<String, Object> inbound(Node node, Map<Node, Integer> numbers) {
        List<Object> tensors =
                node.inputs().stream().map(s -> tensor(s, numbers)).toList();
        if (LIST_ARGUMENT.contains(node.layer().className())) {
            return Config.of("args", List.of(tensors), "kwargs", Map.of());
        }
        boolean recurrent = tensors.size() > 1
                && List.of("GRU", "LSTM", "SimpleRNN", "RNN", "Bidirectional")
                        .contains(node.layer().className());
        if (recurrent) {
            return Config.of(
                    "args",
                    tensors.subList(0, 1),
                    "kwargs",
                    Config.of("initial_state", tensors.subList(1, tensors.size())));
        }
        return Config.of("args", tensors, "kwargs", Map.of());
    }

    private static Object tensor(Sym s, Map<Node, Integer> numbers) {
        return Config.of(
                "class_name",
                "__keras_tensor__",
                "config",
                Config.of(
                        "shape",
                        Config.shape(s.spec()),
                        "dtype",
                        s.spec().dtype().toString(),
                        "keras_history",
                        history(s, numbers)));
    }

    private static List<Object> history(Sym s, Map<Node, Integer> numbers) {
        return List.of(s.node().layer().name(), numbers.get(s.node()), s.index());
    }
}
