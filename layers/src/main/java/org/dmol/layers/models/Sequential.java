package org.dmol.layers.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.tensorflow.Operand;

/** Layers one after another, as {@code keras.Sequential}. Built when the first data are seen. */
public final class Sequential extends Model {
    private final List<Layer> layers = new ArrayList<>();

    /** The layers in order. */
    public Sequential(Layer... layers) {
        for (Layer layer : layers) {
            add(layer);
        }
    }

    /** Appends a layer. */
    public Sequential add(Layer layer) {
        if (isBuilt()) {
            throw new IllegalStateException(
                    "Model '" + name() + "' is built already; add all layers before its first use.");
        }
        layers.add(layer);
        return this;
    }

    @Override
    public List<Layer> innerLayers() {
        return List.copyOf(layers);
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        List<Spec> specs = inputs;
        for (Layer layer : layers) {
            specs = layer.outputSpecs(specs);
        }
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        List<? extends Operand<?>> x = inputs;
        for (Layer layer : layers) {
            x = layer.apply(c, x);
        }
        return x;
    }

    @Override
    public void requireValues(int input, Nd values) {
        if (!layers.isEmpty()) {
            layers.get(0).requireValues(input, values);
        }
    }

    /** Masks come from the last layer. */
    @Override
    protected void propagateMask(Ctx c, List<Operand<?>> inputs, List<? extends Operand<?>> outputs) {}

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        List<Object> all = new ArrayList<>();
        if (isBuilt()) {
            Spec in = builtFor().get(0);
            Map<String, Object> input = Config.of(
                    "batch_shape", Config.shape(in), "dtype", in.dtype().toString(), "name", "input");
            all.add(Config.object("keras.layers", "InputLayer", input));
        }
        layers.forEach(l -> all.add(LayerRegistry.toConfig(l)));
        c.put("layers", all);
        return c;
    }
}
