package org.dmol.layers.export;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Layer;
import org.dmol.layers.Names;
import org.dmol.layers.models.Model;
import org.dmol.tf.Var;

/**
 * Keras 3's {@code .weights.h5}: a group for each layer, named after its class and counted, with the layer's own weights under
 * {@code vars/0}, {@code vars/1}, … and its inner layers under the names of their attributes.
 */
public final class KerasWeights {
    private KerasWeights() {}

    /**
     * Reads a file into a model that is built.
     *
     * @throws IllegalArgumentException if the file is of another architecture; the model is unchanged then
     * @throws IOException if the file is not HDF5
     */
    public static void read(Layer model, Path file) throws IOException {
        Map<Var, Nd> values = new LinkedHashMap<>();
        try (HdfFile hdf = new HdfFile(file)) {
            collect(model, hdf, file, values);
        } catch (HdfException e) {
            throw new IOException("The file " + file + " is not a Keras weight file: " + e.getMessage(), e);
        }
        values.forEach(Var::assign);
    }

    private static void collect(Layer layer, Group group, Path file, Map<Var, Nd> values) {
        List<Var> own = layer.ownWeights();
        Group vars = child(group, "vars");
        int stored = vars == null ? 0 : vars.getChildren().size();
        if (stored != own.size()) {
            throw new IllegalArgumentException("The weight file " + file + " is of another architecture: layer '"
                    + layer.name() + "' has " + own.size() + " weights of its own, the file's " + group.getPath()
                    + " has " + stored + ".");
        }
        for (int i = 0; i < own.size(); i++) {
            Nd value = array((Dataset) vars.getChild(Integer.toString(i)));
            if (!java.util.Arrays.equals(value.shape(), own.get(i).shape())) {
                throw new IllegalArgumentException("The weight file " + file + " is of another architecture: weight "
                        + own.get(i) + " of layer '" + layer.name() + "' is " + value.describe() + " there.");
            }
            values.put(own.get(i), value);
        }
        for (Map.Entry<String, Layer> e : children(layer).entrySet()) {
            Group inner = group;
            for (String part : e.getKey().split("/")) {
                inner = inner == null ? null : child(inner, part);
            }
            if (inner == null) {
                if (e.getValue().weights().isEmpty()) {
                    continue;
                }
                throw new IllegalArgumentException(
                        "The weight file " + file + " is of another architecture: it has no " + group.getPath()
                                + e.getKey() + " for layer '" + e.getValue().name() + "'.");
            }
            collect(e.getValue(), inner, file, values);
        }
    }

    private static Group child(Group group, String name) {
        Node n = group.getChildren().get(name);
        return n instanceof Group g ? g : null;
    }

    /** Inner layers by their paths: a model's as a list below {@code layers}, others by attribute. */
    private static Map<String, Layer> children(Layer layer) {
        if (!(layer instanceof Model model)) {
            return layer.attributes();
        }
        Map<String, Layer> out = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Layer inner : model.layers()) {
            String base = Names.snakeCase(inner.className());
            int n = counts.merge(base, 1, Integer::sum) - 1;
            out.put("layers/" + (n == 0 ? base : base + "_" + n), inner);
        }
        return out;
    }

    private static Nd array(Dataset dataset) {
        int[] shape = dataset.getDimensions();
        Object flat = dataset.getDataFlat();
        if (flat instanceof float[] f) {
            return Nd.of(f, shape);
        }
        if (flat instanceof double[] d) {
            return Nd.of(d, shape);
        }
        if (flat instanceof long[] l) {
            return Nd.of(l, shape);
        }
        if (flat instanceof int[] n) {
            return Nd.of(n, shape);
        }
        throw new IllegalArgumentException(
                "The dataset " + dataset.getPath() + " holds " + dataset.getJavaType() + "s; weights are numbers.");
    }

    /** Writes a model's weights in Keras's layout. */
    public static void write(Layer model, Path file) throws IOException {
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            store(model, hdf);
        } catch (HdfException e) {
            throw new IOException("The weights cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    /** Groups without content are left out: Keras does not miss them, and jhdf cannot read them back. */
    private static void store(Layer layer, WritableGroup group) {
        List<Var> own = layer.ownWeights();
        WritableGroup vars = own.isEmpty() ? null : group.putGroup("vars");
        for (int i = 0; i < own.size(); i++) {
            vars.putDataset(Integer.toString(i), nested(own.get(i).value()));
        }
        Map<String, WritableGroup> opened = new LinkedHashMap<>();
        children(layer).forEach((path, inner) -> {
            if (!inner.weights().isEmpty()) {
                String[] parts = path.split("/");
                WritableGroup parent = parts.length == 1 ? group : opened.computeIfAbsent(parts[0], group::putGroup);
                store(inner, parent.putGroup(parts[parts.length - 1]));
            }
        });
    }

    /** The Java array of arrays that jhdf writes. */
    private static Object nested(Nd a) {
        Object flat = a.dtype() == DType.BOOL ? a.ints() : a.array();
        if (a.rank() == 0) {
            return java.lang.reflect.Array.get(flat, 0);
        }
        return nested(flat, a.shape(), 0, new int[1]);
    }

    private static Object nested(Object flat, int[] shape, int axis, int[] at) {
        Class<?> element = flat.getClass().getComponentType();
        if (axis == shape.length - 1) {
            Object row = java.lang.reflect.Array.newInstance(element, shape[axis]);
            System.arraycopy(flat, at[0], row, 0, shape[axis]);
            at[0] += shape[axis];
            return row;
        }
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < shape[axis]; i++) {
            rows.add(nested(flat, shape, axis + 1, at));
        }
        int[] dims = java.util.Arrays.copyOfRange(shape, axis, shape.length);
        Object out = java.lang.reflect.Array.newInstance(element, dims);
        for (int i = 0; i < rows.size(); i++) {
            java.lang.reflect.Array.set(out, i, rows.get(i));
        }
        return out;
    }
}
