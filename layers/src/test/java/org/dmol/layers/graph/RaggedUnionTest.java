package org.dmol.layers.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.junit.jupiter.api.Test;

class RaggedUnionTest {
    // Three graphs end to end: 2 nodes and 2 edges, 1 node and 1 edge, 3 nodes and 2 edges.
    private static final Nd SENDERS = Nd.of(new int[] {0, 1, 0, 0, 2}, 5);
    private static final Nd RECEIVERS = Nd.of(new int[] {1, 0, 0, 1, 1}, 5);
    private static final Nd ELEMENTS = Nd.of(new int[] {6, 8, 1, 7, 9, 17}, 6);
    private static final int[][] GRAPHS = {{0, 2, 0, 2}, {2, 1, 2, 1}, {3, 3, 3, 2}};

    private static List<Nd> union(int... graphs) {
        int[] picked = new int[4 * graphs.length];
        for (int i = 0; i < graphs.length; i++) {
            System.arraycopy(GRAPHS[graphs[i]], 0, picked, 4 * i, 4);
        }
        try (Fn f = Fn.multi((tf, in) -> new RaggedUnion().apply(Ctx.inference(tf), in))) {
            return f.callAll(Nd.of(picked, graphs.length, 4), SENDERS, RECEIVERS, ELEMENTS);
        }
    }

    @Test
    void picksGraphsInAnyOrder() {
        List<Nd> u = union(2, 0, 1, 0);
        assertThat(u.get(0).ints()).containsExactly(0, 2, 3, 4, 5, 6, 7);
        assertThat(u.get(1).ints()).containsExactly(1, 1, 4, 3, 5, 7, 6);
        assertThat(u.get(2).ints()).containsExactly(0, 0, 0, 1, 1, 2, 3, 3);
        assertThat(u.get(3).ints()).containsExactly(7, 9, 17, 6, 8, 1, 6, 8);
    }

    @Test
    void oneGraphAloneIsItself() {
        List<Nd> u = union(1);
        assertThat(u.get(0).ints()).containsExactly(0);
        assertThat(u.get(1).ints()).containsExactly(0);
        assertThat(u.get(2).ints()).containsExactly(0);
        assertThat(u.get(3).ints()).containsExactly(1);
    }

    @Test
    void inputsAreCounted() {
        assertThatThrownBy(() -> Fn.multi((tf, in) -> new RaggedUnion().apply(Ctx.inference(tf), in))
                        .callAll(Nd.zeros(DType.INT32, 1, 4)))
                .hasMessageContaining("ragged_union")
                .hasMessageContaining("senders, receivers");
    }
}
