package org.dmol.chapters.kernel;

import java.util.List;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Step;

/** Chapter 5, Kernel Learning: one weight for each training row. */
public final class KernelLearning extends Chapter {
    private final DualModel model;

    public KernelLearning() {
        super("05", "kernel", "Kernel Learning");
        about(
                "Solubility by a model whose weights belong to training rows and whose features enter through a kernel alone; "
                        + "by gradient descent as in the book, and in closed form.");
        data("aqsoldb").takes(70, 8);
        option(
                "updates",
                "'java': gradient by its formula; 'tensorflow': by automatic differentiation, in one loop",
                "java");
        KernelData data = new KernelData();
        model = new DualModel(data);
        TrainingCurves curves = new TrainingCurves(data);
        ClosedForm closed = new ClosedForm(data);
        Fingerprints fingerprints = new Fingerprints(data);
        steps(
                Step.of("05.0", "Data", "random four fifths to train on, standardised by themselves", data::load)
                        .alone(),
                Step.of("05.1", "Kernel", "a distance between rows, computed once", data::kernels)
                        .after("05.0"),
                Step.of("05.2", "Dual model", "ŷ(x) = Σ w_i k(x, x_i) + b", model::model)
                        .after("05.1"),
                Step.of("05.3", "Loss and gradient", "automatic differentiation equals the formula", model::gradient)
                        .after("05.1"),
                Step.of("05.4", "Training", "2,490 updates", model::train).after("05.1"),
                Step.of("05.5", "Parity plot", "predictions for the test rows", model::parity)
                        .after("05.4"),
                Step.of("05.6", "Fit function", "training on any number of rows", curves::fitFunction)
                        .after("05.4"),
                Step.of("05.7", "Regularised losses", "L1 and L2", curves::regularisedLosses)
                        .alone(),
                Step.of("05.8", "Training curves", "test loss against the number of training rows", curves::curves)
                        .after("05.6"),
                Step.of(
                                "05.9",
                                "Kernel ridge regression",
                                "the optimum in closed form, with true kernels",
                                closed::ridge)
                        .after("05.0"),
                Step.of(
                                "05.10",
                                "Width and learning curve",
                                "chosen by leave-one-out; error against rows",
                                closed::search)
                        .after("05.0"),
                Step.of(
                                "05.11",
                                "Fingerprints and doubt",
                                "a kernel of structures; how sure is a prediction?",
                                fingerprints::fingerprints)
                        .after("05.0"));
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new KernelCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new KernelBench());
    }

    @Override
    protected void close() {
        model.close();
    }

    public static void main(String[] args) {
        new KernelLearning().launch(args);
    }
}
