package org.dmol.chapters.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.WebPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dmol serve}. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Serve a page for the browser.")
final class ServeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PAGE", arity = "0..1", description = "name of the page (default: the first)")
    String name;

    @Option(names = "--port", defaultValue = "8017", description = "port (default: 8017)")
    int port;

    @Mixin
    RunOptions options;

    @Override
    public Integer call() throws Exception {
        Registry<WebPage> registry = new Registry<>("page", Chapter::webPages, WebPage::name, WebPage::title);
        List<Registry.Entry<WebPage>> pages = registry.select(List.of(name == null ? "all" : name));
        pages.get(0).item().serve(options.settings(List.of()), port);
        return 0;
    }
}
