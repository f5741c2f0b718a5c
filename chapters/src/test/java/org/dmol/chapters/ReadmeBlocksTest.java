package org.dmol.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each block of Java in a README compiles; what a block takes from its surroundings is a field here. */
class ReadmeBlocksTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String LAYERS =
            "org.dmol.array.* org.dmol.layers.* org.dmol.layers.core.* org.dmol.layers.explain.* "
                    + "org.dmol.layers.export.* org.dmol.layers.losses.* org.dmol.layers.metrics.* org.dmol.layers.models.* "
                    + "org.dmol.layers.optimizers.* org.dmol.layers.pooling.* org.dmol.layers.train.* org.dmol.tf.* "
                    + "org.tensorflow.Operand org.tensorflow.ndarray.Shape org.tensorflow.op.Ops org.tensorflow.types.TFloat32";

    /**
     * A README.
     *
     * @param imports what its blocks use, without {@code java.util}
     * @param given declarations of what its blocks take from their surroundings
     */
    record Readme(String file, String imports, String given, int blocks) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Readme> readmes() {
        return Stream.of(
                new Readme("README.md", LAYERS, "Nd features, labels, x, y;", 2),
                new Readme(
                        "layers/README.md",
                        LAYERS,
                        "Path directory; Nd features, labels, points, x, start, background, rows; Sequential model;",
                        5),
                new Readme(
                        "probability/README.md",
                        LAYERS
                                + " org.dmol.probability.* org.dmol.probability.distributions.* org.dmol.probability.math.Expr "
                                + "org.dmol.probability.models.* org.dmol.probability.bijectors.Chain "
                                + "org.dmol.probability.bijectors.Elementwise org.dmol.probability.bijectors.Permute "
                                + "org.dmol.probability.bijectors.MaskedAutoregressiveFlow",
                        "Path directory; Nd values, points;",
                        7),
                new Readme(
                        "data/README.md",
                        "org.dmol.array.* org.dmol.data.* org.dmol.data.analysis.* org.dmol.data.descriptors.* "
                                + "org.dmol.data.molecules.* org.dmol.data.selfies.* org.dmol.data.sets.* org.dmol.data.text.*",
                        "",
                        4),
                new Readme(
                        "chapters/README.md",
                        "org.dmol.array.* org.dmol.chapters.* org.dmol.chapters.figures.*",
                        "",
                        1));
    }

    @ParameterizedTest
    @MethodSource("readmes")
    void compile(Readme readme, @TempDir Path classes) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher m = BLOCK.matcher(Files.readString(Python.projectRoot().resolve(readme.file)));
        while (m.find()) {
            blocks.add(m.group(1));
        }
        assertThat(blocks).hasSize(readme.blocks);
        StringBuilder members = new StringBuilder();
        List<JavaFileObject> sources = new ArrayList<>();
        for (String block : blocks) {
            if (block.startsWith("package ")) {
                String name = block.replaceFirst("(?s).*?class (\\w+).*", "$1");
                sources.add(source(name, block.replaceFirst("\n", "\n" + imports(readme))));
            } else if (block.contains("static final class")) {
                members.append(block);
            } else {
                members.append("void block" + members.length() + "() throws Exception {\n" + block + "}\n");
            }
        }
        sources.add(source("Blocks", imports(readme) + "class Blocks {\n" + readme.given + "\n" + members + "}\n"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean good = compiler.getTask(
                        messages, null, null, List.of("-proc:none", "-nowarn", "-d", classes.toString()), null, sources)
                .call();
        assertThat(good).as(messages.toString()).isTrue();
    }

    private static String imports(Readme readme) {
        return Stream.concat(
                        Stream.of("java.io.*", "java.nio.file.*", "java.util.*", "java.util.stream.*"),
                        Stream.of(readme.imports.split(" ")))
                .map(i -> "import " + i + ";\n")
                .collect(Collectors.joining());
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
