package org.dmol.layers.models;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Input;
import org.dmol.layers.core.Dense;
import org.dmol.layers.train.Fit;
import org.junit.jupiter.api.Test;

/** One sentence for each mistake. */
class BadInputTest {
    private static final Nd X = Nd.zeros(DType.FLOAT32, 4, 3);

    @Test
    void activationsThatDoNotExist() {
        assertThatThrownBy(() -> new Dense(3, "rleu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unknown activation 'rleu'; nearest: ")
                .hasMessageContaining("relu");
    }

    @Test
    void labelsThatAreNoClass() {
        try (Sequential model = new Sequential(new Dense(3, "softmax"))) {
            model.compile("sgd", "sparse_categorical_crossentropy");
            Nd labels = Nd.of(new int[] {0, 2, 3, 1}, 4);
            assertThatThrownBy(() -> model.fit(X, labels, Fit.epochs(1).silent()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Target 2 is 3")
                    .hasMessageContaining("the model has 3");
        }
        try (Sequential model = new Sequential(new Dense(1, "sigmoid"))) {
            model.compile("sgd", "binary_crossentropy");
            Nd labels = Nd.of(new float[] {0, 1, 2, 0}, 4, 1);
            assertThatThrownBy(() -> model.fit(X, labels, Fit.epochs(1).silent()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Target 2 is 2");
        }
    }

    @Test
    void shapesThatDoNotFit() {
        Dense narrow = new Dense(2);
        narrow.on(Input.batched(5));
        assertThatThrownBy(() -> narrow.on(Input.batched(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(narrow.name())
                .hasMessageContaining("float32[?, 4]");
    }
}
