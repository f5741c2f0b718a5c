package org.dmol.layers.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.layers.Node;
import org.dmol.layers.Sym;
import org.dmol.layers.train.Trainer;
import org.dmol.tf.Spec;
import org.dmol.tf.Var;

/** The table of {@code keras.Model.summary}, 80 characters wide. */
final class Summary {
    private Summary() {}

    /** The table; the optimizer's numbers are added once the trainer (null: none yet) has taken a step. */
    static String of(Model model, Trainer trainer) {
        boolean connected = model instanceof Functional f && !new Depths(f.inputs(), f.outputs(), f.nodes()).isChain();
        TextTable table = connected
                ? new TextTable(21, 17, 11, 18).row("Layer (type)", "Output Shape", "Param #", "Connected to")
                : new TextTable(33, 24, 13).row("Layer (type)", "Output Shape", "Param #");
        List<Spec> specs = model.isBuilt() ? model.builtFor() : List.of();
        for (Layer layer : model.layers()) {
            String shape = "?";
            if (model instanceof Functional f) {
                shape = shapes(symbols(f, layer).stream().map(Sym::spec).toList());
            } else if (model instanceof Sequential && !specs.isEmpty()) {
                specs = layer.outputSpecs(specs);
                shape = shapes(specs);
            }
            String name = layer.name() + " (" + layer.className() + ")";
            String params = model.isBuilt() ? String.format(Locale.ROOT, "%,d", layer.countParams()) : "0 (unbuilt)";
            if (connected) {
                table.row(name, shape, params, connections((Functional) model, layer));
            } else {
                table.row(name, shape, params);
            }
        }
        return "Model: \"" + model.name() + "\"\n" + table + counts(model, trainer);
    }

    private static String counts(Model model, Trainer trainer) {
        List<Nd> all = model.isBuilt() ? values(model.weights()) : List.of();
        List<Nd> trainable = model.isBuilt() ? values(model.trainableWeights()) : List.of();
        // Besides the moments Keras counts the number of steps and the rate.
        List<Nd> optimizer = trainer == null || trainer.steps() == 0
                ? List.of()
                : Stream.concat(trainer.moments().stream(), Stream.of(Nd.zeros(DType.INT64), Nd.zeros(DType.FLOAT32)))
                        .toList();
        long n = size(all);
        long bytes = bytes(all);
        return count("Total", n + size(optimizer), bytes + bytes(optimizer))
                + count("Trainable", size(trainable), bytes(trainable))
                + count("Non-trainable", n - size(trainable), bytes - bytes(trainable))
                + (optimizer.isEmpty() ? "" : count("Optimizer", size(optimizer), bytes(optimizer)));
    }

    private static List<Nd> values(List<Var> weights) {
        return weights.stream().map(Var::value).toList();
    }

    private static List<Node> applications(Functional f, Layer layer) {
        return f.nodes().stream().filter(n -> n.layer() == layer).toList();
    }

    private static List<Sym> symbols(Functional f, Layer layer) {
        List<Node> nodes = applications(f, layer);
        return nodes.isEmpty()
                ? f.inputs().stream().filter(s -> s.node().layer() == layer).toList()
                : List.copyOf(nodes.get(nodes.size() - 1).outputs());
    }

    /** What each application of the layer takes: layer, which application of it, which output. */
    private static String connections(Functional f, Layer layer) {
        List<String> all = new ArrayList<>();
        for (Node node : applications(f, layer)) {
            for (Sym x : node.inputs()) {
                Layer from = x.node().layer();
                int which = Math.max(0, applications(f, from).indexOf(x.node()));
                all.add(from.name() + "[" + which + "][" + x.index() + "]");
            }
        }
        return all.isEmpty() ? "-" : String.join(", ", all);
    }

    private static String shapes(List<Spec> specs) {
        List<String> all = specs.stream()
                .map(s -> "("
                        + String.join(
                                ", ",
                                Config.shape(s).stream()
                                        .map(n -> n == null ? "None" : n.toString())
                                        .toList())
                        + ")")
                .toList();
        return all.size() == 1 ? all.get(0) : "[" + String.join(", ", all) + "]";
    }

    private static long size(List<Nd> all) {
        return all.stream().mapToLong(Nd::size).sum();
    }

    private static long bytes(List<Nd> all) {
        return all.stream().mapToLong(a -> (long) a.size() * width(a.dtype())).sum();
    }

    private static int width(DType type) {
        return type == DType.BOOL ? 1 : type == DType.FLOAT64 || type == DType.INT64 ? 8 : 4;
    }

    private static String count(String kind, long params, double bytes) {
        String[] units = {"B", "KB", "MB", "GB", "TB"};
        int unit = 0;
        double scaled = bytes;
        while (scaled >= 1024 && unit < units.length - 1) {
            scaled /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, " %s params: %,d (%.2f %s)\n", kind, params, scaled, units[unit]);
    }
}
