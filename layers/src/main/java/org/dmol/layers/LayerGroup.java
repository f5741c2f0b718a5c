package org.dmol.layers;

import java.util.Map;
import java.util.function.Function;

/** The layers of one package by Keras's class names, each with what makes it from Keras's settings. */
public interface LayerGroup {
    /** Class name to factory. */
    Map<String, Function<Map<String, Object>, Layer>> layers();
}
