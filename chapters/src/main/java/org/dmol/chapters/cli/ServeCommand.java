package org.dmol.chapters.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.Python;
import org.dmol.chapters.WebPage;
import org.dmol.chapters.web.Site;
import org.dmol.chapters.web.SiteServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dmol serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serve a page with an exported model for the browser of this machine, until Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PAGE", arity = "0..1", description = "name of the page (default: the first)")
    String name;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8017",
            description = "port; 0 for any that is free (default: 8017)")
    int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = SiteServer.LOOPBACK,
            description =
                    "address to listen at; 0.0.0.0 lets other machines in (default: 127.0.0.1, this machine alone)")
    String host;

    @Option(names = "--from", paramLabel = "DIR", description = "directory of exported models (default: saved-models)")
    Path from;

    @Option(
            names = "--write",
            paramLabel = "DIR",
            description = "write the site there, for any server of static files, instead of serving it")
    Path write;

    @Override
    public Integer call() throws Exception {
        Registry<WebPage> registry = new Registry<>("page", Chapter::webPages, WebPage::name, WebPage::title);
        WebPage page =
                registry.select(List.of(name == null ? "all" : name)).get(0).item();
        Site site = page.site(models());
        if (write != null) {
            site.write(write);
            System.out.println("wrote " + page.title() + " to " + write);
            return 0;
        }
        try (SiteServer server = SiteServer.start(site, host, port)) {
            System.out.println(page.title() + ": " + server.address() + " (stop with Ctrl-C)");
            new CountDownLatch(1).await();
        }
        return 0;
    }

    /** The exported models: as told, in the working directory, or in the project. */
    private Path models() {
        Path here = Path.of("saved-models");
        if (from != null || Files.isDirectory(here)) {
            return from == null ? here : from;
        }
        return Python.projectRoot().resolve(here);
    }
}
