package org.dmol.layers;

import java.util.List;
import org.dmol.tf.Spec;

/**
 * A deferred value of a functional model: an output of a layer applied to other symbols, or an input.
 *
 * @param node the application that makes it
 * @param index which of the node's outputs
 * @param spec type and shape
 */
public record Sym(Node node, int index, Spec spec) {
    /** The symbol itself as the only element of a list. */
    public Outs asOuts() {
        return new Outs(List.of(this));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sym s && s.node == node && s.index == index;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(node) * 31 + index;
    }

    @Override
    public String toString() {
        return node.layer().name() + "[" + index + "] " + spec;
    }
}
