package org.dmol.chapters.pretraining;

import java.util.List;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.Step;

/** Chapter 21, Pretraining: what an encoder of SMILES learns without labels, and what that is worth where labels are few. */
public final class Pretraining extends Chapter {
    private final State state = new State();

    /** The chapter. */
    public Pretraining() {
        super("21", "pretraining", "Pretraining");
        about(
                        "A transformer learns to guess masked tokens of unlabelled SMILES; then 798 solubilities train it on, from scratch, frozen and fully.")
                .data("aqsoldb", "bbbp", "clintox", "zinc-subset")
                .takes(1500, 35)
                .option("corpus", "most unlabelled strings to pre-train on", "40000")
                .option("epochs", "passes over the unlabelled strings", "8")
                .option("rate", "peak of the learning rate of pre-training", "1e-3")
                .option("passes", "passes over the labelled molecules", "8")
                .option("repeats", "samples, with new networks each, that results are averaged over", "5")
                .option("checkpoint", "directory of a RoBERTa in Hugging Face's form; empty for none", "");
        DataSteps data = new DataSteps(state);
        PretrainSteps pretrain = new PretrainSteps(state);
        FineTuneSteps tune = new FineTuneSteps(state);
        EmbeddingSteps embedding = new EmbeddingSteps(state);
        steps(
                Step.of("21.1", "Few labels", "998 molecules at random, 798 to train on, 200 to test", data::labels),
                Step.of("21.2", "Many strings", "the unlabelled corpus without test molecules", data::corpus)
                        .after("21.1"),
                Step.of("21.3", "Masked tokens", "what the network sees and what it must name", data::masks)
                        .after("21.2"),
                Step.of("21.4", "Encoder", "5 tensors, and 16 for each block", pretrain::encoder)
                        .after("21.2"),
                Step.of("21.5", "Pre-train", "guesses become better than letter counts", pretrain::train)
                        .after("21.4"),
                Step.of("21.6", "Fine-tune", "from scratch, frozen, all weights: five samples each", tune::compare)
                        .after("21.5"),
                Step.of("21.7", "Predicted and measured", "the book's figure, for one sample", tune::parity)
                        .after("21.6"),
                Step.of("21.8", "Fewer labels", "50 to 798 labels: from scratch, frozen, fine-tuned", tune::curve)
                        .after("21.6"),
                Step.of("21.9", "New scaffolds", "test molecules of other ring systems", tune::scaffolds)
                        .after("21.5"),
                Step.of("21.10", "What was learnt", "neighbours and a map of the pre-trained vectors", embedding::show)
                        .after("21.5"),
                Step.of(
                                "21.11",
                                "A checkpoint of others",
                                "the tensors of a RoBERTa in safetensors",
                                embedding::checkpoint)
                        .alone());
    }

    @Override
    public List<Exporter> exporters() {
        return List.of(new EncoderExport());
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new PretrainingCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new PretrainingBench());
    }

    @Override
    protected void close() {
        state.close();
    }

    /** Runs the chapter. */
    public static void main(String[] args) {
        new Pretraining().launch(args);
    }
}
