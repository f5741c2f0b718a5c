package org.dmol.data.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class DrawingTest {
    private static final Molecule ASPIRIN = Smiles.parse("CC(=O)Oc1ccccc1C(=O)O");

    private static int inked(BufferedImage image, int rgb) {
        int n = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                n += (image.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
            }
        }
        return n;
    }

    private static Document xml(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void pixelsHaveTheSizeAndColoursAskedFor() throws Exception {
        MoleculeDrawing d = MoleculeDrawing.of(ASPIRIN).size(300, 200);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(d.png()));
        assertThat(image.getWidth()).isEqualTo(300);
        assertThat(image.getHeight()).isEqualTo(200);
        assertThat(inked(image, 0x000000)).isGreaterThan(100);
        assertThat(inked(image, 0xE00D0D)).isGreaterThan(10);
        BufferedImage book = d.colors(DrawingColors.BOOK).image();
        assertThat(inked(book, 0x000000)).isZero();
        assertThat(inked(book, 0x444444)).isGreaterThan(100);
        assertThat(inked(book, 0xF06060)).isGreaterThan(10);
        assertThat(inked(d.colors(DrawingColors.BLACK).image(), 0xE00D0D)).isZero();
    }

    @Test
    void highlightsAreBehindAtomsAndTheBondsBetweenThem() {
        MoleculeDrawing d = MoleculeDrawing.of(ASPIRIN);
        assertThat(inked(d.image(), 0xF9B7B7)).isZero();
        int one = inked(d.highlightAtoms(4).image(), 0xF9B7B7);
        int two = inked(d.highlightAtoms(4, 5).image(), 0xF9B7B7);
        int ring = inked(d.highlightAtoms(4, 5, 6, 7, 8, 9).image(), 0xF9B7B7);
        assertThat(one).isGreaterThan(20);
        assertThat(two).isGreaterThan(one);
        // The ring is outlined, not filled.
        assertThat(ring).isLessThan(8 * two);
        assertThatThrownBy(() -> d.highlightAtoms(13)).hasMessageContaining("no atom 13");
    }

    @Test
    void vectorDrawingIsWellFormed() throws Exception {
        Document svg = xml(MoleculeDrawing.of(ASPIRIN).atomNumbers().svg());
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("line").getLength()).isGreaterThan(10);
    }

    @Test
    void gridPlacesCellsAndLegends(@TempDir Path dir) throws Exception {
        List<Molecule> molecules =
                List.of(ASPIRIN, Smiles.parse("CO"), Smiles.parse("c1ccccc1"), Smiles.parse("[Na+].[Cl-]"));
        MoleculeGrid grid = MoleculeGrid.of(molecules, d -> d.size(120, 100))
                .columns(3)
                .legends(List.of("a < b", "two\nlines", "", "x"));
        BufferedImage image = grid.image();
        assertThat(image.getWidth()).isEqualTo(360);
        assertThat(image.getHeight()).isEqualTo(2 * (100 + 2 * 17 + 6));
        Document svg = xml(grid.svg());
        assertThat(svg.getElementsByTagName("svg").getLength()).isEqualTo(5);
        assertThat(svg.getElementsByTagName("text").item(0).getTextContent()).isEqualTo("a < b");
        assertThat(Pattern.compile(" id=").matcher(grid.svg()).find()).isFalse();
        grid.write(dir.resolve("g.svg"));
        grid.write(dir.resolve("g.png"));
        assertThat(Files.size(dir.resolve("g.png"))).isGreaterThan(1000);
        assertThatThrownBy(() -> grid.write(dir.resolve("g.gif"))).hasMessageContaining(".svg or .png");
        assertThatThrownBy(() -> grid.legends(List.of("one"))).hasMessageContaining("1 legends");
    }

    @Test
    void everyKindOfMoleculeCanBeDrawn() throws Exception {
        int n = 0;
        for (String[] row : RdkitAgreementTest.cases()) {
            if (!row[1].equals("None") && n++ % 8 == 0) {
                assertThat(MoleculeDrawing.of(Smiles.parse(row[0])).svg())
                        .as(row[0])
                        .contains("<svg");
            }
        }
    }
}
