package org.dmol.tf.grad;

import java.util.List;

/** Operations without a derivative: roundings, comparisons, integer results, shapes, random numbers, sources. */
final class NoGradients {
    static final List<String> ROUNDING =
            List.of("Round", "Rint", "Ceil", "FloorDiv", "TruncateDiv", "Bucketize", "BucketizeV2");

    static final List<String> INTEGER = List.of(
            "ArgMax",
            "ArgMin",
            "All",
            "Any",
            "BitwiseAnd",
            "BitwiseOr",
            "BitwiseXor",
            "InTopK",
            "InTopKV2",
            "Invert",
            "IsFinite",
            "IsInf",
            "IsNan",
            "LeftShift",
            "ListDiff",
            "LowerBound",
            "PopulationCount",
            "RightShift",
            "Unique",
            "UniqueV2",
            "UniqueWithCounts",
            "UniqueWithCountsV2",
            "UnravelIndex",
            "UpperBound",
            "Where");

    static final List<String> SOURCES =
            List.of("BroadcastArgs", "Empty", "OnesLike", "Range", "RaggedRange", "HistogramFixedWidth");

    /** Samples of these depend on the shape and the seed alone, or are discrete. */
    static final List<String> RANDOM = List.of(
            "Multinomial",
            "RandomPoisson",
            "RandomPoissonV2",
            "RandomStandardNormal",
            "RandomUniform",
            "RandomUniformInt",
            "StatefulStandardNormalV2",
            "StatefulTruncatedNormal",
            "StatefulUniform",
            "StatefulUniformFullInt",
            "StatefulUniformInt",
            "StatelessMultinomial",
            "StatelessRandomBinomial",
            "StatelessRandomGetAlg",
            "StatelessRandomGetKeyCounter",
            "StatelessRandomGetKeyCounterAlg",
            "StatelessRandomNormal",
            "StatelessRandomNormalV2",
            "StatelessRandomPoisson",
            "StatelessRandomUniform",
            "StatelessRandomUniformFullInt",
            "StatelessRandomUniformFullIntV2",
            "StatelessRandomUniformInt",
            "StatelessRandomUniformIntV2",
            "StatelessRandomUniformV2",
            "StatelessTruncatedNormal",
            "StatelessTruncatedNormalV2",
            "TruncatedNormal");

    private NoGradients() {}

    static void register() {
        for (var types : List.of(ROUNDING, INTEGER, SOURCES, RANDOM)) {
            types.forEach(type -> GradientRegistry.rule(type, Site::none));
        }
    }
}
