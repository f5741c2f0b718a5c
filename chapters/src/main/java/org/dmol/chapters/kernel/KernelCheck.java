package org.dmol.chapters.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.data.DataStore;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.sets.AqSolDb;

/** Kernel, descent with and without penalties, and kernel ridge regression beside NumPy and scikit-learn, on 1,024 rows. */
final class KernelCheck implements CrossCheck {
    @Override
    public String name() {
        return "kernel-numpy";
    }

    @Override
    public String title() {
        return "the dual model of chapter 5 beside NumPy and scikit-learn";
    }

    @Override
    public void run(Checks check) throws Exception {
        AqSolDb set = AqSolDb.load(DataStore.standard()
                .withOffline(check.settings().offline())
                .withStandIns(check.settings().standIn()));
        NumpyRandom random = new NumpyRandom(check.settings().seed());
        int[] rows = random.permutation(set.size());
        int[] train = Arrays.copyOf(rows, 1024);
        int[] test = Arrays.copyOfRange(rows, 1024, 1524);
        Standardizer scale = Standardizer.fit(set.features().take(train), 1);
        Nd x = scale.transform(set.features().take(train));
        Nd z = scale.transform(set.features().take(test));
        double[] y = KernelData.pick(set.solubility().doubles(), train);
        double[] testY = KernelData.pick(set.solubility().doubles(), test);
        int[] order =
                IntStream.range(0, 300).map(i -> (int) random.nextInt(0, 32)).toArray();
        Map<String, Nd> arrays = new LinkedHashMap<>();
        arrays.put("x", x);
        arrays.put("y", Nd.vector(y));
        arrays.put("x_test", z);
        arrays.put("y_test", Nd.vector(testY));
        arrays.put("order", Nd.vector(order));
        JsonNode theirs = check.python().run("kernel.py", "exact", arrays);
        KernelReference.of(arrays).forEach(r -> check.exact(r, theirs));
    }
}
