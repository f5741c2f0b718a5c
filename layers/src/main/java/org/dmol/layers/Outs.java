package org.dmol.layers;

import java.util.AbstractList;
import java.util.List;

/** The outputs of a layer applied to symbols: a list, and for layers with one output that one. */
public final class Outs extends AbstractList<Sym> {
    private final List<Sym> outputs;

    Outs(List<Sym> outputs) {
        this.outputs = List.copyOf(outputs);
    }

    /**
     * The only output.
     *
     * @throws IllegalStateException if there are several
     */
    public Sym one() {
        if (outputs.size() != 1) {
            throw new IllegalStateException(
                    "Layer '" + outputs.get(0).node().layer().name() + "' has " + outputs.size()
                            + " outputs; take one with get(i).");
        }
        return outputs.get(0);
    }

    @Override
    public Sym get(int index) {
        return outputs.get(index);
    }

    @Override
    public int size() {
        return outputs.size();
    }
}
