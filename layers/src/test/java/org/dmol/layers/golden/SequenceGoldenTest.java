package org.dmol.layers.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.layers.Layer;
import org.dmol.tf.Backend;
import org.dmol.tf.Ctx;
import org.dmol.tf.Program;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/** Layers that keep a state from call to call, against Keras. */
class SequenceGoldenTest {
    static Stream<GoldenCase> cases() {
        return GoldenCases.selected(GoldenGroup.cases("sequence", "recurrent", "wrappers"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void equalsKeras(GoldenCase golden) {
        Layer layer = GoldenCases.layer(golden);
        int number = 0;
        for (Object step : golden.list("steps")) {
            @SuppressWarnings("unchecked")
            GoldenCase call = new GoldenCase(golden.group(), (Map<String, Object>) step);
            List<Nd> inputs = call.arrays("inputs");
            if (number == 0) {
                layer.ensureBuilt(inputs.stream().map(Spec::like).toList());
                layer.setWeights(golden.entries("weights"));
            }
            if (Boolean.TRUE.equals(call.json().get("reset"))) {
                layer.resetStates();
            }
            List<Nd> actual = run(layer, inputs, call.arrays("masks"));
            List<Nd> expected = call.arrays("outputs");
            for (int i = 0; i < expected.size(); i++) {
                Closeness.assertClose(
                        golden + ": call " + number + ", output " + i, actual.get(i), expected.get(i), 1e-5);
            }
            number++;
        }
    }

    /** Outputs; the states are updated. */
    private static List<Nd> run(Layer layer, List<Nd> inputs, List<Nd> masks) {
        List<Var> states = layer.states();
        List<Nd> arguments = new ArrayList<>(inputs);
        states.forEach(v -> arguments.add(v.value()));
        List<Spec> specs = arguments.stream().map(Spec::like).toList();
        try (Program program = Program.of(specs, Backend.SESSION, (tf, in) -> body(tf, in, layer, masks))) {
            List<Nd> results = program.call(arguments);
            int outputs = results.size() - states.size();
            for (int i = 0; i < states.size(); i++) {
                states.get(i).assign(results.get(outputs + i));
            }
            return results.subList(0, outputs);
        }
    }

    private static List<Operand<?>> body(Ops tf, List<Operand<?>> in, Layer layer, List<Nd> masks) {
        List<Var> states = layer.states();
        int inputs = in.size() - states.size();
        Ctx c = Ctx.builder(tf)
                .weights(v -> {
                    int i = states.indexOf(v);
                    return i < 0 ? Trace.constant(tf, v.value()) : in.get(inputs + i);
                })
                .build();
        if (!masks.isEmpty() && masks.get(0) != null) {
            c.mask(in.get(0), Trace.constant(tf, masks.get(0)));
        }
        List<Operand<?>> out = new ArrayList<>(layer.apply(c, in.subList(0, inputs)));
        states.forEach(v -> out.add(c.readAny(v)));
        return out;
    }
}
