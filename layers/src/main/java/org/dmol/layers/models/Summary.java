package org.dmol.layers.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.layers.Sym;
import org.dmol.tf.Spec;

/** The table of {@code keras.Model.summary}. */
final class Summary {
    private Summary() {}

    static String of(Model model) {
        List<String[]> rows = new ArrayList<>();
        List<Spec> specs = model.isBuilt() ? model.builtFor() : List.of();
        for (Layer layer : model.layers()) {
            String shape = "?";
            if (model instanceof Functional f) {
                shape = shapes(symbols(f, layer).stream().map(Sym::spec).toList());
            } else if (model instanceof Sequential && !specs.isEmpty()) {
                specs = layer.outputSpecs(specs);
                shape = shapes(specs);
            }
            rows.add(new String[] {
                layer.name() + " (" + layer.className() + ")",
                shape,
                String.format(Locale.ROOT, "%,d", layer.countParams())
            });
        }
        long all = model.countParams();
        long trainable = model.trainableWeights().stream()
                .mapToLong(v -> v.value().size())
                .sum();
        return "Model: \"" + model.name() + "\"\n" + table(rows) + count("Total", all) + count("Trainable", trainable)
                + count("Non-trainable", all - trainable);
    }

    private static List<Sym> symbols(Functional f, Layer layer) {
        return f.nodes().stream()
                .filter(n -> n.layer() == layer)
                .findFirst()
                .<List<Sym>>map(n -> n.outputs())
                .orElseGet(() -> f.inputs().stream()
                        .filter(s -> s.node().layer() == layer)
                        .toList());
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

    private static String table(List<String[]> rows) {
        String[] head = {"Layer (type)", "Output Shape", "Param #"};
        int[] width = {30, 22, 13};
        for (String[] row : rows) {
            for (int i = 0; i < 3; i++) {
                width[i] = Math.max(width[i], row[i].length());
            }
        }
        StringBuilder s = new StringBuilder(rule(width, "┏━┳┓"));
        s.append(line(width, "┃", head)).append(rule(width, "┡━╇┩"));
        for (int i = 0; i < rows.size(); i++) {
            s.append(line(width, "│", rows.get(i))).append(rule(width, i + 1 < rows.size() ? "├─┼┤" : "└─┴┘"));
        }
        return s.toString();
    }

    /** A rule drawn with left end, dash, crossing and right end. */
    private static String rule(int[] width, String pieces) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < width.length; i++) {
            s.append(pieces.charAt(i == 0 ? 0 : 2))
                    .append(pieces.substring(1, 2).repeat(width[i] + 2));
        }
        return s.append(pieces.charAt(3)).append('\n').toString();
    }

    private static String line(int[] w, String bar, String[] row) {
        String f = bar + " %-" + w[0] + "s " + bar + " %-" + w[1] + "s " + bar + " %" + w[2] + "s " + bar + "\n";
        return String.format(Locale.ROOT, f, (Object[]) row);
    }

    private static String count(String kind, long params) {
        double bytes = params * 4.0;
        int unit = bytes < 1024 ? 0 : bytes < 1024 * 1024 ? 1 : 2;
        return String.format(
                Locale.ROOT,
                " %s params: %,d (%.2f %s)\n",
                kind,
                params,
                bytes / Math.pow(1024, unit),
                new String[] {"B", "KB", "MB"}[unit]);
    }
}
