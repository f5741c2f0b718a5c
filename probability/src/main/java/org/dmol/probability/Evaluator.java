package org.dmol.probability;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.tf.Backend;
import org.dmol.tf.Ctx;
import org.dmol.tf.Program;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

/**
 * Computes arrays from descriptions in a trace. Each computation is compiled once for a kind of arguments; weights are inputs, so that
 * it holds after training. The compiled programs go when the owner does.
 */
public final class Evaluator {
    private static final Cleaner CLEANER = Cleaner.create();

    /** A computation in a trace. */
    @FunctionalInterface
    public interface Body {
        /** The results in terms of the arguments. */
        List<? extends Operand<?>> build(Ctx c, List<Operand<?>> arguments);
    }

    private record Key(String method, List<Spec> arguments) {}

    /** Apart from the owner, which it must not keep alive. */
    private static final class Programs implements Runnable {
        private final Map<Key, Program> all = new HashMap<>();

        @Override
        public synchronized void run() {
            all.values().forEach(Program::close);
            all.clear();
        }
    }

    private final Programs programs = new Programs();

    /** An evaluator whose programs are freed some time after {@code owner} is unreachable. */
    public Evaluator(Object owner) {
        CLEANER.register(owner, programs);
    }

    /**
     * Computes.
     *
     * @param method name of the computation, which stands for {@code body}
     * @param vars weights that it reads
     * @param specs types and shapes of the arguments, -1 for axes of any size
     * @param seed what random numbers derive from
     */
    public List<Nd> call(String method, List<Var> vars, List<Spec> specs, List<Nd> arguments, long seed, Body body) {
        List<Nd> in = new ArrayList<>(arguments);
        in.add(Nd.of(new int[] {(int) seed, (int) (seed >>> 32)}, 2));
        vars.forEach(v -> in.add(v.value()));
        Program program;
        synchronized (programs) {
            program =
                    programs.all.computeIfAbsent(new Key(method, List.copyOf(specs)), k -> compile(specs, vars, body));
        }
        return program.call(in);
    }

    private static Program compile(List<Spec> arguments, List<Var> vars, Body body) {
        List<Spec> specs = new ArrayList<>(arguments);
        specs.add(Spec.of(DType.INT32, 2));
        vars.forEach(v -> specs.add(v.spec()));
        return Program.of(specs, Backend.SESSION, (tf, in) -> {
            Ctx c = context(tf, in, arguments.size(), vars);
            return body.build(c, in.subList(0, arguments.size()));
        });
    }

    private static Ctx context(Ops tf, List<Operand<?>> in, int arguments, List<Var> vars) {
        Map<Var, Operand<?>> values = new IdentityHashMap<>();
        for (int i = 0; i < vars.size(); i++) {
            values.put(vars.get(i), in.get(arguments + 1 + i));
        }
        return Ctx.builder(tf)
                .seed(Trace.<TInt32>as(in.get(arguments)))
                .weights(v -> values.containsKey(v) ? values.get(v) : Trace.constant(tf, v.value()))
                .build();
    }
}
