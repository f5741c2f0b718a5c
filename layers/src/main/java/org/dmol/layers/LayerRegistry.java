package org.dmol.layers;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.dmol.layers.activations.ActivationLayers;
import org.dmol.layers.attention.AttentionLayers;
import org.dmol.layers.convolution.ConvolutionLayers;
import org.dmol.layers.core.CoreLayers;
import org.dmol.layers.equivariant.EquivariantLayers;
import org.dmol.layers.graph.GraphLayers;
import org.dmol.layers.merging.MergingLayers;
import org.dmol.layers.models.ModelConfig;
import org.dmol.layers.normalization.NormalizationLayers;
import org.dmol.layers.pooling.PoolingLayers;
import org.dmol.layers.recurrent.RecurrentLayers;
import org.dmol.layers.regularization.RegularizationLayers;
import org.dmol.layers.reshaping.ReshapingLayers;

/** Makes layers from Keras's class names and settings; a program adds its own layers with {@link #register}. */
public final class LayerRegistry {
    private static final Map<String, Function<Map<String, Object>, Layer>> KNOWN = new TreeMap<>();

    static {
        for (LayerGroup group : List.<LayerGroup>of(
                new CoreLayers(),
                new ConvolutionLayers(),
                new PoolingLayers(),
                new RecurrentLayers(),
                new NormalizationLayers(),
                new ReshapingLayers(),
                new MergingLayers(),
                new GraphLayers(),
                new EquivariantLayers(),
                new RegularizationLayers(),
                new ActivationLayers(),
                new AttentionLayers())) {
            KNOWN.putAll(group.layers());
        }
        KNOWN.put("Sequential", ModelConfig::sequential);
        KNOWN.put("Functional", ModelConfig::functional);
    }

    private LayerRegistry() {}

    /** Adds or replaces a layer. */
    public static synchronized void register(String className, Function<Map<String, Object>, Layer> factory) {
        KNOWN.put(className, factory);
    }

    /** Whether there is a layer of that class name. */
    public static synchronized boolean isKnown(String className) {
        return KNOWN.containsKey(className);
    }

    /**
     * Makes a layer.
     *
     * @param object Keras's form: {@code class_name} and {@code config}
     * @throws IllegalArgumentException if the class is not known; the message has the nearest names
     */
    public static synchronized Layer fromConfig(Map<String, Object> object) {
        String className = Config.text(object, "class_name", "");
        var factory = KNOWN.get(className);
        if (factory == null) {
            throw Suggest.unknown("layer", className, KNOWN.keySet());
        }
        Map<String, Object> config = Config.map(object, "config");
        Layer layer = factory.apply(config);
        if (config.get("name") instanceof String name) {
            layer.named(name);
        }
        Regularizer activity = Regularizer.from(config, "activity_regularizer");
        if (activity != null) {
            layer.activityRegularizer(activity);
        }
        return layer.trainable(Config.flag(config, "trainable", true));
    }

    /** A layer in Keras's form. */
    public static Map<String, Object> toConfig(Layer layer) {
        return Config.object("keras.layers", layer.className(), layer.config());
    }
}
