package org.dmol.tf;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** The variables of an exported graph: handles, initialisers, and the nodes by which TensorFlow saves and restores them. */
final class SavedVariables {
    /** One variable. */
    record Handle(String name, Var variable, VarHandleOp handle, Op initializer, Operand<?> snapshot) {
        static Handle of(Ops root, Var v, int number) {
            String name = "variable_" + number + "_" + v.name().replaceAll("[^A-Za-z0-9_.-]", "_");
            VarHandleOp handle = root.withName(name)
                    .varHandleOp(Tensors.type(v.dtype()), Tensors.shape(v.shape()), VarHandleOp.sharedName(name));
            Op assign = root.withName(name + "_init").assignVariableOp(handle, Trace.constant(root, v.value()));
            return new Handle(
                    name,
                    v,
                    handle,
                    assign,
                    root.withName(name + "_read").readVariableOp(handle, Tensors.type(v.dtype())));
        }

        Operand<?> read(Ops tf) {
            return tf.readVariableOp(handle, Tensors.type(variable.dtype()));
        }
    }

    private final List<Handle> handles;

    SavedVariables(List<Handle> handles) {
        this.handles = handles;
    }

    List<Handle> handles() {
        return handles;
    }

    void initialize(Session session) {
        handles.forEach(h -> session.run(h.initializer));
    }

    /** Session and exporter look for {@code save/restore_all} and do not add a saver of their own (which knows only old variables). */
    void addSaver(Ops root) {
        if (handles.isEmpty()) {
            return;
        }
        Ops tf = root.withSubScope("save");
        Operand<TString> file = tf.withName("filename").placeholder(TString.class);
        String[] names = handles.stream().map(Handle::name).toArray(String[]::new);
        String[] slices = handles.stream().map(h -> "").toArray(String[]::new);
        Operand<TString> n = tf.constant(StdArrays.ndCopyOf(names));
        Operand<TString> s = tf.constant(StdArrays.ndCopyOf(slices));
        List<Operand<?>> values = new ArrayList<>();
        List<Class<? extends TType>> types = new ArrayList<>();
        for (Handle h : handles) {
            values.add(h.snapshot);
            types.add(Tensors.type(h.variable.dtype()));
        }
        Op save = tf.train.save(file, n, s, values);
        tf.withControlDependencies(List.of(save)).withName("control_dependency").identity(file);
        var restored = tf.train.restore(file, n, s, types).tensors();
        List<Op> assigns = new ArrayList<>();
        for (int i = 0; i < handles.size(); i++) {
            assigns.add(tf.assignVariableOp(handles.get(i).handle, restored.get(i)));
        }
        tf.withControlDependencies(assigns).withName("restore_all").noOp();
    }
}
