package org.dmol.tf.grad;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.internal.c_api.TFJ_GradFuncAdapter;
import org.tensorflow.internal.c_api.TFJ_GraphId;
import org.tensorflow.internal.c_api.TFJ_Scope;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.RawCustomGradient;

/**
 * The one native callback behind every gradient written in Java. It adds two things to TensorFlow's own adapter:
 * a {@code null} entry in the answer becomes TensorFlow's "no gradient" (its adapter fails on it), and an exception in
 * a gradient function leaves the graph usable (its adapter leaves name look-up switched off).
 */
final class NativeAdapter extends TFJ_GradFuncAdapter {
    private static final ThreadLocal<BitSet> MISSING = ThreadLocal.withInitial(BitSet::new);
    private static final ThreadLocal<Boolean> RESETTING = ThreadLocal.withInitial(() -> false);

    private final TFJ_GradFuncAdapter wrapper;
    private final RawCustomGradient dispatcher;

    NativeAdapter(RawCustomGradient dispatcher) {
        this.dispatcher = dispatcher;
        this.wrapper = RawCustomGradient.adapter(this::dispatch);
    }

    private List<Operand<?>> dispatch(Ops tf, GraphOperation op, List<Output<?>> dys) {
        if (RESETTING.get()) {
            return List.of();
        }
        var grads = dispatcher.call(tf, op, dys);
        if (grads.size() != op.numInputs()) {
            throw new IllegalStateException("The gradient of " + op.type() + " '" + op.name() + "' gave " + grads.size()
                    + " values for " + op.numInputs() + " inputs");
        }
        var missing = new BitSet();
        var answer = new ArrayList<Operand<?>>(grads.size());
        for (int i = 0; i < grads.size(); i++) {
            if (grads.get(i) == null) {
                missing.set(i);
                answer.add(dys.get(0)); // any output will do: it is overwritten below
            } else {
                answer.add(grads.get(i));
            }
        }
        MISSING.set(missing);
        return answer;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public int call(
            TFJ_GraphId graph, TFJ_Scope scope, TF_Operation op, TF_Output dys, int count, PointerPointer outputs) {
        int n;
        try {
            n = wrapper.call(graph, scope, op, dys, count, outputs);
        } catch (RuntimeException | Error e) {
            RESETTING.set(true);
            try {
                wrapper.call(graph, scope, op, dys, count, outputs);
            } finally {
                RESETTING.set(false);
            }
            throw e;
        }
        var missing = MISSING.get();
        if (!missing.isEmpty()) {
            var array = new TF_Output(outputs.get());
            missing.stream().forEach(i -> array.getPointer(i).oper(null).index(-1));
        }
        return n;
    }
}
