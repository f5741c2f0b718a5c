package org.dmol.chapters.mlintroduction;

import org.dmol.chapters.Chapter;
import org.dmol.chapters.Step;

/** Chapter 2, Introduction to Machine Learning: a linear model by gradient descent, and clusters without labels. */
public final class MlIntroduction extends Chapter {
    private final LinearModel model;
    private final Further further;

    public MlIntroduction() {
        super("02", "ml-introduction", "Introduction to Machine Learning");
        about(
                "Solubility by a linear model that hand-written gradient descent trains, and a map of chemical space with clusters. "
                        + "With seed 0 the random numbers are NumPy's, so the book's numbers come out digit by digit.");
        data("aqsoldb").takes(12, 11);
        SolubilityData data = new SolubilityData();
        Exploration look = new Exploration(data);
        model = new LinearModel(data);
        Unsupervised map = new Unsupervised(data);
        further = new Further(data, model.descent, map);
        steps(
                Step.of("02.1", "Load, show five rows", "what the table holds", data::load)
                        .alone(),
                Step.of("02.2", "Draw the first molecule", "a structural formula", look::firstMolecule)
                        .after("02.1"),
                Step.of("02.3", "Histogram of solubility", "how the label is distributed", look::histogram)
                        .after("02.1"),
                Step.of("02.4", "Extremes", "the least and the most soluble compounds", look::extremes)
                        .after("02.1"),
                Step.of("02.5", "Features and label", "which descriptors go with solubility", look::scatterMatrix)
                        .after("02.1"),
                Step.of("02.6", "Linear model", "ŷ = x·w + b", model::smokeTest).alone(),
                Step.of("02.7", "Loss", "mean squared error at random weights", model::loss)
                        .after("02.1"),
                Step.of("02.8", "Gradient", "automatic differentiation equals the formula", model::gradient)
                        .after("02.7"),
                Step.of("02.9", "Full-batch gradient descent", "a training curve", model::fullBatch)
                        .after("02.7"),
                Step.of("02.10", "Mini-batches", "more updates in one pass", model::rawBatches)
                        .after("02.7"),
                Step.of("02.11", "Standardise", "features of one size", data::standardise)
                        .after("02.1"),
                Step.of(
                                "02.12",
                                "Mini-batches on standardised features",
                                "a learning rate 10,000 times as large",
                                model::standardBatches)
                        .after("02.10", "02.11"),
                Step.of("02.13", "Parity plot", "predictions against measurements", model::parity)
                        .after("02.12"),
                Step.of("02.14", "Correlation", "one number for the quality of the fit", model::correlation)
                        .after("02.12"),
                Step.of("02.15", "Isomap", "17 dimensions in a plane, keeping distances along the data", map::isomap)
                        .after("02.11"),
                Step.of("02.16", "Embedding", "solubility on the map", map::embeddingPlot)
                        .after("02.15"),
                Step.of("02.17", "k-means", "four classes without labels", map::kMeans)
                        .after("02.11"),
                Step.of("02.18", "Embedding by class", "the classes on the map", map::classes)
                        .after("02.15", "02.17"),
                Step.of("02.19", "Elbow plot", "how many clusters?", map::elbow).after("02.11"),
                Step.of("02.20", "Representatives", "one compound for each class", map::representatives)
                        .after("02.17"),
                Step.of(
                                "02.21",
                                "Closed form and stability",
                                "the optimum, and why these learning rates",
                                further::closedForm)
                        .after("02.12"),
                Step.of(
                                "02.22",
                                "Exercises",
                                "features, heavy compounds, MAE, scaled labels, groups on the map",
                                further::exercises)
                        .after("02.12", "02.16"),
                Step.of("02.23", "Batch sizes and learning rates", "what the two settings do", further::rates)
                        .after("02.11"),
                Step.of(
                                "02.24",
                                "How sure are the clusters?",
                                "silhouette, agreement of restarts, PCA",
                                further::clusters)
                        .after("02.15", "02.17"));
    }

    @Override
    protected void close() {
        model.descent.close();
        further.close();
    }

    public static void main(String[] args) {
        new MlIntroduction().launch(args);
    }
}
