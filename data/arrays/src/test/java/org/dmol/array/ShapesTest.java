package org.dmol.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapesTest {
    @Test
    void broadcastsFromTheLastAxis() {
        assertThat(Shapes.broadcast(new int[] {4, 2}, new int[] {4, 1})).containsExactly(4, 2);
        assertThat(Shapes.broadcast(new int[] {16, 1, 3}, new int[] {4, 3})).containsExactly(16, 4, 3);
        assertThat(Shapes.broadcast(new int[] {}, new int[] {5})).containsExactly(5);
        assertThat(Shapes.broadcast(new int[] {0, 1}, new int[] {3})).containsExactly(0, 3);
    }

    @Test
    void namesTheAxisThatDisagrees() {
        assertThatThrownBy(() -> Shapes.broadcast(new int[] {16, 3, 3}, new int[] {4, 1}))
                .hasMessage("Shapes (16, 3, 3) and (4, 1) cannot be broadcast: axis 1 is 3 and 4.");
        assertThatThrownBy(() -> Shapes.broadcast(new int[] {2, 4, 5}, new int[] {5, 4, 1}))
                .hasMessageContaining("axis 0 is 2 and 5");
    }

    @Test
    void writesShapesAsPythonDoes() {
        assertThat(Shapes.text(4, 3, 2)).isEqualTo("(4, 3, 2)");
        assertThat(Shapes.text(5)).isEqualTo("(5,)");
        assertThat(Shapes.text()).isEqualTo("()");
    }
}
