package org.dmol.layers.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * {@code activation(einsum(equation, x, kernel) + bias)}, such as {@code "abc,cd->abd"}: a dense layer over any axes.
 *
 * <p>Weights: {@code kernel}, whose axes are those of the equation's second operand; {@code bias} over {@code biasAxes}, if given.
 */
public final class EinsumDense extends KernelLayer<EinsumDense> {
    private final String equation;
    private final int[] outputShape;
    private String biasAxes;
    private EinsumShapes shapes;
    private Var kernel;

    /**
     * A layer for an equation of two operands.
     *
     * @param equation such as {@code "ab,bc->ac"}; {@code ...} stands for leading (or trailing) axes that pass through
     * @param outputShape sizes of the output's axes without the first (with {@code ...}: without those), -1 where the input decides
     */
    public EinsumDense(String equation, int... outputShape) {
        this.equation = equation;
        this.outputShape = outputShape.clone();
    }

    /** The letters of the output's axes that have a bias; default none. */
    public EinsumDense biasAxes(String letters) {
        biasAxes = letters;
        return this;
    }

    @Override
    protected EinsumDense self() {
        return this;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        shapes = new EinsumShapes(equation, input.shape(), outputShape);
        kernel = addKernel(weights, Shape.of(shapes.kernel()));
        if (biasAxes != null) {
            addBias(weights, Shape.of(shapes.bias(biasAxes)));
        }
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        return finish(c, c.tf().linalg.einsum(List.of(x, c.read(kernel)), shapes.equation()));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("equation", equation);
        List<Object> shape = new ArrayList<>();
        Arrays.stream(outputShape).forEach(n -> shape.add(n < 0 ? null : n));
        c.put("output_shape", shape.size() == 1 ? shape.get(0) : shape);
        c.put("bias_axes", biasAxes);
        putKernelSettings(c);
        c.remove("use_bias");
        return c;
    }

    static EinsumDense fromConfig(Map<String, Object> c) {
        return new EinsumDense(Config.text(c, "equation", ""), Config.integers(c, "output_shape"))
                .biasAxes(Config.text(c, "bias_axes", null))
                .readKernelSettings(c);
    }
}
