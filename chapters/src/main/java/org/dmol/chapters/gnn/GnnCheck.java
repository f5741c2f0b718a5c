package org.dmol.chapters.gnn;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;

/** Layers on given weights beside NumPy. */
final class GnnCheck implements CrossCheck {
    @Override
    public String name() {
        return "graph-layers";
    }

    @Override
    public String title() {
        return "graph convolutions of methanol and the SchNet of the plane groups on given weights, beside NumPy";
    }

    @Override
    public void run(Checks check) throws Exception {
        JsonNode theirs = check.python().run("gnn.py");
        check.exact("schnet logits", ForwardCheck.logits(ForwardCheck.points()), numbers(theirs.get("logits")), 1e-12);
        check.exact("two convolutions of methanol", MethanolLayer.twice(), numbers(theirs.get("methanol")), 1e-6);
    }

    private static double[] numbers(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToDouble(i -> list.get(i).asDouble())
                .toArray();
    }
}
