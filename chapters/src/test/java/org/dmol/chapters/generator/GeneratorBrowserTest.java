package org.dmol.chapters.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dmol.chapters.web.Chromium;
import org.dmol.chapters.web.SiteServer;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.selfies.Selfies;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page with the exported model in a headless Chromium, as a user goes through it. Screenshots are in {@code target/screenshots}.
 * Skipped where there is no Chromium.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GeneratorBrowserTest {
    private static final Path MODELS = Path.of("..", "saved-models");
    private static final Path SHOTS = Path.of("target", "screenshots");
    private static final String IDLE = "!document.getElementById('generate').disabled";

    @TempDir
    static Path directory;

    private static SiteServer server;
    private static Chromium page;

    @BeforeAll
    static void open() throws Exception {
        Assumptions.assumeTrue(
                Chromium.find().isPresent(),
                "chromium is not installed (DMOL_CHROMIUM may name it): the page is not tested");
        Assumptions.assumeTrue(
                Files.exists(MODELS.resolve("generator").resolve("tfjs")),
                "saved-models/generator is missing ('./dmol export generator' writes it): the page is not tested");
        server = SiteServer.start(new GeneratorPage().site(MODELS), SiteServer.LOOPBACK, 0);
        page = Chromium.start(Files.createDirectory(directory.resolve("profile")));
        page.size(1360, 860, false);
        page.open(server.address());
        page.until(IDLE);
    }

    @AfterAll
    static void close() throws Exception {
        if (page != null) {
            page.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static String text(String id) throws Exception {
        return page.eval("document.getElementById('" + id + "').textContent").asText();
    }

    private static void set(String id, String value) throws Exception {
        page.eval("{ const e = document.getElementById('" + id + "'); e.value = '" + value
                + "'; e.dispatchEvent(new Event('input', { bubbles: true })); }");
    }

    private static void press(String id) throws Exception {
        page.eval("document.getElementById('" + id + "').click()");
    }

    private static String generate(int seed, double temperature) throws Exception {
        set("seed", "" + seed);
        set("temperature", "" + temperature);
        press("generate");
        page.until(IDLE);
        return text("selfies");
    }

    @Test
    @Order(1)
    void loads() throws Exception {
        assertThat(text("status")).contains("Ready");
        page.screenshot(SHOTS.resolve("1-laptop-ready.png"), false);
    }

    @Test
    @Order(2)
    void growsAMolecule() throws Exception {
        set("seed", "3");
        press("generate");
        page.until("document.querySelectorAll('#tokens span').length >= 18");
        assertThat(page.eval("document.querySelectorAll('#drawing svg line').length")
                        .asInt())
                .isGreaterThan(3);
        assertThat(page.eval("document.querySelectorAll('#likely li').length").asInt())
                .isEqualTo(6);
        assertThat(page.eval("document.querySelectorAll('#drawing svg .halo').length")
                        .asInt())
                .isEqualTo(1);
        page.screenshot(SHOTS.resolve("2-laptop-growing.png"), false);
        page.until(IDLE);
        // What is shown is one molecule: the page's SELFIES in Java gives the page's SMILES.
        assertThat(Selfies.standard().decode(text("selfies"))).isEqualTo(text("smiles"));
        assertThat(text("numbers")).contains("Molar mass").contains("log P").contains("g/mol");
        assertThat(page.eval("document.querySelectorAll('#gallery .molecule').length")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    @Order(3)
    void seedsRepeatAndTemperaturesDiffer() throws Exception {
        set("speed", "4");
        String cold = generate(5, 0.1);
        assertThat(generate(5, 0.1)).isEqualTo(cold);
        assertThat(generate(5, 2)).isNotEqualTo(cold);
        assertThat(text("temperature-value")).isEqualTo("2.00");
    }

    @Test
    @Order(4)
    void keepsToTheLengthAndTheStart() throws Exception {
        set("length", "25");
        set("start", "c1ccc2[nH]cnc2c1");
        String selfies = generate(6, 1);
        assertThat(Selfies.length(selfies)).isBetween(13, 25);
        assertThat(selfies).startsWith("[C][=C][C][=C]");
        set("start", "[Xe]C");
        press("generate");
        assertThat(text("error")).contains("never seen [Xe]");
        set("start", "C1CC");
        press("generate");
        assertThat(text("error")).contains("is not a SMILES");
        set("start", "");
        set("length", "80");
    }

    @Test
    @Order(5)
    void fillsTheGallery() throws Exception {
        int before = page.eval("document.querySelectorAll('#gallery .molecule').length")
                .asInt();
        set("temperature", "0.7");
        set("seed", "100");
        press("many");
        page.until(IDLE);
        assertThat(page.eval("document.querySelectorAll('#gallery .molecule').length")
                        .asInt())
                .isEqualTo(before + 12);
        page.screenshot(SHOTS.resolve("3-laptop-gallery.png"), true);
    }

    private static Path download(String button, String name) throws Exception {
        Path folder = Files.createDirectories(directory.resolve("downloads"));
        page.downloadsTo(folder);
        Files.deleteIfExists(folder.resolve(name));
        press(button);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.exists(folder.resolve(name)) || Files.size(folder.resolve(name)) == 0) {
            assertThat(System.nanoTime()).as("download of " + name).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return folder.resolve(name);
    }

    @Test
    @Order(6)
    void savesFiles() throws Exception {
        String smiles = text("smiles");
        String sdf = Files.readString(download("save-sdf", "molecule.sdf"));
        assertThat(sdf).contains("V2000").contains(">  <smiles>\n" + smiles).endsWith("$$$$\n");
        byte[] png = Files.readAllBytes(download("save-png", "molecule.png"));
        assertThat(png).startsWith(0x89, 'P', 'N', 'G').hasSizeGreaterThan(5000);
        List<String> csv = Files.readAllLines(download("save-csv", "molecules.csv"));
        int molecules = page.eval("document.querySelectorAll('#gallery .molecule').length")
                .asInt();
        assertThat(csv).hasSize(molecules + 1);
        assertThat(csv.get(0)).startsWith("smiles,selfies,formula,molar_mass,log_p,");
        assertThat(csv.subList(1, csv.size())).allSatisfy(row -> {
            String[] cells = row.split(",");
            assertThat(cells).hasSize(12);
            assertThat(Selfies.standard().decode(cells[1])).isEqualTo(cells[0]);
            assertThat(Smiles.parse(cells[0]).atomCount()).isPositive();
        });
        Path all = download("save-all", "molecules.sdf");
        assertThat(Files.readString(all).split("\\$\\$\\$\\$\n")).hasSize(molecules);
        page.eval("{ window.copied = null; navigator.clipboard.writeText = async (t) => { window.copied = t; }; }");
        press("copy-smiles");
        page.until("window.copied");
        assertThat(page.eval("window.copied").asText()).isEqualTo(smiles);
    }

    /** The logits of the exported model, which examples.json holds, come out of the browser, too. */
    @Test
    @Order(7)
    void logitsAreThoseOfTheSavedModel() throws Exception {
        JsonNode example = new ObjectMapper()
                .readTree(MODELS.resolve("generator").resolve("examples.json").toFile())
                .get(0);
        JsonNode tokens = example.at("/inputs/tokens");
        JsonNode logits = page.eval("(async () => { const { LanguageModel } = await import('./model.js');"
                + "const config = await (await fetch('model/config.json')).json();"
                + "const m = await LanguageModel.load(tf, 'model/model.json', config);"
                + "const length = " + tokens.at("/shape/1") + ";"
                + "return " + tokens.at("/values") + ".flatMap((token, i) => {"
                + "if (i % length === 0) { m.reset(); } return Array.from(m.step(token)); }); })()");
        double[] ours = new ObjectMapper().convertValue(example.at("/outputs/logits/values"), double[].class);
        double[] theirs = new ObjectMapper().convertValue(logits, double[].class);
        assertThat(ours.length).isGreaterThan(1000);
        assertThat(theirs).containsExactly(ours, within(1e-5));
    }

    @Test
    @Order(8)
    void fitsAPhone() throws Exception {
        page.size(390, 844, true);
        assertThat(page.eval("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(390);
        page.screenshot(SHOTS.resolve("4-phone.png"), false);
        page.screenshot(SHOTS.resolve("5-phone-whole.png"), true);
        page.size(1360, 860, false);
    }

    /** After one visit the page loads and works without its server, and its gallery is still there. */
    @Test
    @Order(9)
    void worksOffline() throws Exception {
        page.eval("navigator.serviceWorker.ready.then(() => true)");
        URI address = server.address();
        int kept = page.eval("document.querySelectorAll('#gallery .molecule').length")
                .asInt();
        server.close();
        page.open(URI.create(address + "?again"));
        page.until(IDLE);
        assertThat(text("status")).contains("Ready");
        assertThat(page.eval("document.querySelectorAll('#gallery .molecule').length")
                        .asInt())
                .isEqualTo(kept);
        set("speed", "4");
        String offline = generate(5, 0.1);
        assertThat(Smiles.parse(text("smiles")).atomCount()).isPositive();
        assertThat(offline).isNotEmpty();
    }

    @Test
    @Order(10)
    void nothingWentElsewhere() throws IOException {
        String here = server.address().toString();
        assertThat(page.requests())
                .isNotEmpty()
                .allMatch(r -> r.startsWith(here) || r.startsWith("blob:" + here) || r.startsWith("data:"));
        assertThat(page.errors().stream().filter(e -> !e.contains("ERR_CONNECTION_REFUSED")))
                .isEmpty();
    }
}
