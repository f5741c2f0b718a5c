package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;
import static org.dmol.tf.grad.Site.grads;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;

/** Fused recurrent kernels, by their own gradient kernels: first order only, float32 only. */
final class CellGradients {
    private CellGradients() {}

    static void register() {
        rule("BlockLSTM", s -> blockLstm(s, "BlockLSTMGrad"));
        rule("BlockLSTMV2", s -> blockLstm(s, "BlockLSTMGradV2"));
        rule("GRUBlockCell", CellGradients::gruCell);
    }

    /** Outputs: i, cs, f, o, ci, co, h; gradients come in through cs and h. */
    private static List<Operand<?>> blockLstm(Site s, String kernel) {
        var raw = s.raw(kernel, "use_peephole").in(s.inputs());
        for (int i = 0; i < 7; i++) {
            raw.in(s.out(i));
        }
        var grad = raw.in(s.dy(1), s.dy(6)).build();
        var out = new ArrayList<Operand<?>>();
        out.add(null); // the sequence length
        for (int i = 0; i < 8; i++) {
            out.add(grad.output(i));
        }
        return out;
    }

    private static List<Operand<?>> gruCell(Site s) {
        Val x = s.in(0), h = s.in(1), r = s.out(0);
        var raw = s.raw("GRUBlockCellGrad").in(s.inputs());
        var grad = raw.in(r, s.out(1), s.out(2), s.dy(3)).build();
        Val dc = Val.of(s.tf(), grad.output(2)), dru = Val.of(s.tf(), grad.output(3));
        return grads(
                grad.output(0),
                grad.output(1),
                weights(s, x, h, dru),
                weights(s, x, h.mul(r), dc),
                dru.sum(s.ints(0)),
                dc.sum(s.ints(0)));
    }

    private static Val weights(Site s, Val x, Val h, Val d) {
        Val xh = s.raw("ConcatV2").list(List.of(x, h)).in(s.scalar(1)).val();
        return s.raw("MatMul").in(xh, d).attr("transpose_a", true).val();
    }
}
