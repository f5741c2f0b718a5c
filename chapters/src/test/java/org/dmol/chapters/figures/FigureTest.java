package org.dmol.chapters.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {
    @TempDir
    Path folder;

    /** Set DMOL_GALLERY to a directory to look at the pictures. */
    private Path target() {
        String gallery = System.getenv("DMOL_GALLERY");
        return gallery == null ? folder : Path.of(gallery);
    }

    @Test
    void everyKindIsDrawnAsVectorAndAsPicture() throws Exception {
        for (Map.Entry<String, Figure> e : Gallery.all().entrySet()) {
            Path svg = target().resolve(e.getKey() + ".svg");
            Path png = target().resolve(e.getKey() + ".png");
            e.getValue().saveSvg(svg);
            e.getValue().savePng(png);
            var document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
            assertThat(document.getDocumentElement().getAttribute("viewBox")).isNotEmpty();
            BufferedImage picture = ImageIO.read(png.toFile());
            assertThat(picture.getWidth()).isEqualTo((int) (e.getValue().pixelWidth() * 1.5));
            assertThat(colours(picture)).as(e.getKey()).isGreaterThan(20);
        }
    }

    @Test
    void denseScatterBecomesOnePictureInTheVectorFile() throws Exception {
        Gallery.parity().saveSvg(folder.resolve("p.svg"));
        String svg = Files.readString(folder.resolve("p.svg"));
        assertThat(svg).contains("data:image/png;base64");
        assertThat(svg.split("<circle", -1)).hasSizeLessThan(50);
        assertThat(Files.size(folder.resolve("p.svg"))).isLessThan(400_000);
    }

    @Test
    void pointsLandWhereTheAxesSay() {
        Figure fig = new Figure(4, 4);
        fig.axes()
                .off()
                .xlim(0, 1)
                .ylim(0, 1)
                .scatter(new double[] {0.25}, new double[] {0.75})
                .size(9)
                .color("#ff0000");
        BufferedImage picture = fig.render(1);
        assertThat(picture.getRGB(8 + (int) (0.25 * 384), 8 + (int) (0.25 * 384)) & 0xffffff)
                .isEqualTo(0xff0000);
        assertThat(picture.getRGB(8 + (int) (0.75 * 384), 8 + (int) (0.75 * 384)) & 0xffffff)
                .isEqualTo(0xffffff);
    }

    @Test
    void matrixRowsRunDownwardsUnlessToldOtherwise() {
        double[][] z = {{1, 0}, {0, 0}};
        Figure upper = new Figure(4, 4);
        upper.axes().off().imshow(z).colormap(Colormap.GRAY);
        assertThat(upper.render(1).getRGB(100, 100) & 0xff).isEqualTo(255);
        Figure lower = new Figure(4, 4);
        lower.axes().off().imshow(z).colormap(Colormap.GRAY).lowerOrigin();
        assertThat(lower.render(1).getRGB(100, 100) & 0xff).isZero();
        assertThat(lower.render(1).getRGB(100, 300) & 0xff).isEqualTo(255);
    }

    @Test
    void animationHasItsFramesAndTimes() throws Exception {
        Path file = target().resolve("a.gif");
        Gif.write(file, 5, 200, i -> {
            Figure fig = new Figure(2, 2);
            fig.axes().xlim(0, 4).plot(new double[] {0, i}, new double[] {0, i});
            return fig.render(1);
        });
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(5);
            var tree = reader.getImageMetadata(1).getAsTree("javax_imageio_gif_image_1.0");
            String delay = null;
            for (var n = tree.getFirstChild(); n != null; n = n.getNextSibling()) {
                if (n.getNodeName().equals("GraphicControlExtension")) {
                    delay = n.getAttributes().getNamedItem("delayTime").getNodeValue();
                }
            }
            assertThat(delay).isEqualTo("20");
        }
    }

    private static long colours(BufferedImage picture) {
        return java.util.Arrays.stream(
                        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                .distinct()
                .count();
    }
}
