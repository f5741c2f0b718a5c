package org.dmol.layers.models;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Input;
import org.dmol.layers.Sym;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.core.Flatten;
import org.dmol.layers.export.WeightFile;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void idsWithoutARow() {
        Nd good = Nd.of(new int[] {0, 1, 2, 4, 3, 0}, 2, 3);
        Nd bad = Nd.of(new int[] {0, 1, 2, 4, 5, 0}, 2, 3);
        Nd y = Nd.zeros(DType.FLOAT32, 2, 1);
        String sentence = "has rows for the ids 0 to 4; its input int32[2, 3] holds 5 in row 1.";
        Sym ids = Input.of("ids", DType.INT32, -1, 3);
        Sym flat = new Flatten().on(new Embedding(5, 2).on(ids).one()).one();
        List<Model> models = List.of(
                new Sequential(new Embedding(5, 2), new Flatten(), new Dense(1)),
                new Sequential(new Sequential(new Embedding(5, 2), new Flatten()), new Dense(1)),
                Model.of(ids, new Dense(1).on(flat).one()));
        for (Model model : models) {
            model.compile("sgd", "mse");
            model.fit(good, y, Fit.epochs(1).silent());
            assertThatThrownBy(() -> model.fit(bad, y, Fit.epochs(1).silent())).hasMessageEndingWith(sentence);
            assertThatThrownBy(() -> model.predict(bad)).hasMessageEndingWith(sentence);
            assertThatThrownBy(() -> model.evaluate(Dataset.of(bad, y))).hasMessageEndingWith(sentence);
            assertThatThrownBy(() -> model.call(bad.map(v -> -1))).hasMessageContaining("holds -1 in row 0");
            model.close();
        }
    }

    @Test
    void weightsOfAnotherArchitecture(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("weights.npz");
        try (Sequential model = new Sequential(new Dense(3));
                Sequential wider = new Sequential(new Dense(4));
                Sequential deeper = new Sequential(new Dense(3), new Dense(1))) {
            List.of(model, wider, deeper).forEach(m -> m.call(X));
            WeightFile.write(model, file);
            assertThatThrownBy(() -> WeightFile.read(wider, file))
                    .hasMessageContaining(file + " is of another architecture")
                    .hasMessageContaining("float32[3, 4] and cannot take float32[3, 3]");
            assertThatThrownBy(() -> WeightFile.read(deeper, file))
                    .hasMessageContaining("has 4 weights and cannot take 2");
        }
    }

    @Test
    void sampleWeightsThatAreNoNumbers() {
        try (Sequential model = new Sequential(new Dense(1))) {
            model.compile("sgd", "mse");
            Dataset data = Dataset.of(X, Nd.zeros(DType.FLOAT32, 4, 1)).weights(Nd.vector(1f, Float.NaN, 1f, 1f));
            assertThatThrownBy(() -> model.fit(data, Fit.epochs(1).silent()))
                    .hasMessageContaining("weights of the data set")
                    .hasMessageContaining("NaN in row 1");
        }
    }
}
