package org.dmol.layers.callbacks;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import org.dmol.layers.train.Training;

/** Keras's display of a training: a bar that moves on a terminal, a line for each epoch (at most a few hundred) elsewhere. */
public final class ProgressBar implements Callback {
    private static final int WIDTH = 20;
    private final PrintStream out;
    private final boolean moving;
    private long began;
    private long drawn;
    private int epochs;

    /** On the standard output, moving if it is a terminal. */
    public ProgressBar() {
        this(System.out, System.console() != null);
    }

    /** On a stream; {@code moving} redraws the line with carriage returns. */
    public ProgressBar(PrintStream out, boolean moving) {
        this.out = out;
        this.moving = moving;
    }

    @Override
    public void onTrainBegin(Training training) {
        epochs = training.epochs();
    }

    @Override
    public void onEpochBegin(Training training, int epoch) {
        began = System.nanoTime();
        drawn = 0;
    }

    @Override
    public void onSteps(Training training, int epoch, int done, int total, Map<String, Double> logs) {
        long now = System.nanoTime();
        if (moving && now - drawn > 50_000_000L) {
            drawn = now;
            int filled = WIDTH * done / total;
            out.print("\r" + head(epoch) + " " + "━".repeat(filled) + " ".repeat(WIDTH - filled) + " " + done + "/"
                    + total + text(logs));
            out.flush();
        }
    }

    @Override
    public void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {
        boolean shown = epochs <= 200 || (epoch + 1) % (epochs / 100) == 0 || epoch + 1 == epochs;
        if (shown) {
            double seconds = (System.nanoTime() - began) / 1e9;
            out.println(
                    (moving ? "\r" : "") + head(epoch) + " " + time(seconds) + text(logs) + (moving ? "\u001b[K" : ""));
        }
    }

    private String head(int epoch) {
        int digits = Integer.toString(epochs).length();
        return String.format(Locale.ROOT, "Epoch %" + digits + "d/%d", epoch + 1, epochs);
    }

    private static String time(double seconds) {
        return seconds < 1
                ? String.format(Locale.ROOT, "%3.0fms", seconds * 1e3)
                : String.format(Locale.ROOT, "%4.1fs", seconds);
    }

    private static String text(Map<String, Double> logs) {
        StringBuilder s = new StringBuilder();
        logs.forEach((key, value) -> s.append(String.format(Locale.ROOT, " - %s: %.4g", key, value)));
        return s.toString();
    }

    @Override
    public boolean usesWeights() {
        return false;
    }

    @Override
    public boolean needsEveryEpoch() {
        return false;
    }
}
