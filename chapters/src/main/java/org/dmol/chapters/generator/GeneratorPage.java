package org.dmol.chapters.generator;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dmol.chapters.WebPage;
import org.dmol.chapters.web.Site;

/** The page in which the exported network writes molecules. */
final class GeneratorPage implements WebPage {
    private static final String[] FILES = {
        "index.html",
        "app.js",
        "icon.svg",
        "manifest.webmanifest",
        "model.js",
        "molecule.js",
        "selfies.js",
        "selfies-encoder.js",
        "style.css",
        "sw.js",
        "vendor/LICENSES.txt",
        "vendor/openchemlib.js",
        "vendor/tf.es2017.min.js"
    };

    @Override
    public String name() {
        return "generator";
    }

    @Override
    public String title() {
        return "Molecule generator";
    }

    @Override
    public Site site(Path models) {
        Path model = models.resolve(GeneratorExport.NAME).resolve(GeneratorExport.TFJS);
        for (String file : new String[] {"model.json", TfjsModel.CONFIG}) {
            if (!Files.isRegularFile(model.resolve(file))) {
                throw new IllegalArgumentException("There is no trained generator in " + model + " (" + file
                        + " is missing). Train and write it with './dmol export generator' (some minutes; --quick for a poor one at once), "
                        + "or name a directory of exported models with --from.");
            }
        }
        return new Site().resources(GeneratorPage.class, "web", FILES).directory("model", model);
    }
}
