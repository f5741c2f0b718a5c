package org.dmol.layers.recurrent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Cells one above the other, as one cell: each takes the output of the one below. Its states are theirs, the lowest first. */
public final class StackedRNNCells extends Cell {
    private final List<Cell> cells;

    /** The cells, the lowest first. */
    public StackedRNNCells(List<? extends Cell> cells) {
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("Stacked cells need at least one cell.");
        }
        this.cells = List.copyOf(cells);
    }

    /** The cells, the lowest first. */
    public List<Cell> cells() {
        return cells;
    }

    @Override
    public List<Integer> stateSizes() {
        return cells.stream().flatMap(c -> c.stateSizes().stream()).toList();
    }

    @Override
    public int outputSize() {
        return top().outputSize();
    }

    private Cell top() {
        return cells.get(cells.size() - 1);
    }

    @Override
    protected int outputState() {
        int last = top().outputState();
        return last < 0 ? -1 : stateSizes().size() - top().stateSizes().size() + last;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        Spec x = inputs.get(0);
        for (Cell cell : cells) {
            weights.add(cell).ensureBuilt(List.of(x));
            x = new Spec(x.dtype(), Shape.of(x.shape().get(0), cell.outputSize()));
        }
    }

    @Override
    protected Map<String, Operand<TFloat32>> params(Ctx c, int features, Operand<TInt32> batch) {
        Map<String, Operand<TFloat32>> all = new LinkedHashMap<>();
        int size = features;
        for (int i = 0; i < cells.size(); i++) {
            String prefix = i + "/";
            cells.get(i).params(c, size, batch).forEach((name, value) -> all.put(prefix + name, value));
            size = cells.get(i).outputSize();
        }
        return all;
    }

    private static Map<String, Operand<TFloat32>> of(int cell, Map<String, Operand<TFloat32>> all) {
        Map<String, Operand<TFloat32>> own = new LinkedHashMap<>();
        String prefix = cell + "/";
        all.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), value);
            }
        });
        return own;
    }

    @Override
    protected Operand<TFloat32> project(Ops tf, Operand<TFloat32> x, Map<String, Operand<TFloat32>> params) {
        return cells.get(0).project(tf, x, of(0, params));
    }

    @Override
    protected boolean isForProjection(String param) {
        return param.startsWith("0/") && cells.get(0).isForProjection(param.substring(2));
    }

    @Override
    protected Step step(
            Ops tf, Operand<TFloat32> x, List<Operand<TFloat32>> states, Map<String, Operand<TFloat32>> params) {
        List<Operand<TFloat32>> next = new ArrayList<>();
        Operand<TFloat32> y = x;
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            Map<String, Operand<TFloat32>> own = of(i, params);
            int from = next.size(), to = from + cell.stateSizes().size();
            Step made = cell.step(tf, i == 0 ? y : cell.project(tf, y, own), states.subList(from, to), own);
            next.addAll(made.states());
            y = made.output();
        }
        return new Step(y, next);
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("cells", cells.stream().map(LayerRegistry::toConfig).toList());
        return c;
    }

    @SuppressWarnings("unchecked")
    static StackedRNNCells fromConfig(Map<String, Object> c) {
        List<Cell> cells = new ArrayList<>();
        for (Object o : (List<?>) c.getOrDefault("cells", List.of())) {
            cells.add(RNN.cell((Map<String, Object>) o));
        }
        return new StackedRNNCells(cells);
    }
}
