package org.dmol.chapters.figures;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.dmol.array.AtomicFile;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Java2D drawings as SVG files through Batik. */
final class SvgFile {
    private static final String SVG = "http://www.w3.org/2000/svg";

    private SvgFile() {}

    static void write(Path file, int width, int height, Consumer<Graphics2D> drawing) throws IOException {
        SVGGraphics2D g = new SVGGraphics2D(context(), false);
        g.setSVGCanvasSize(new Dimension(width, height));
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        drawing.accept(g);
        Element root = g.getRoot();
        root.setAttribute("viewBox", "0 0 " + width + " " + height);
        StringWriter text = new StringWriter();
        g.stream(root, text, false, false);
        // A document type would send XML readers to the network for its definition.
        String svg = text.toString().replaceFirst("(?s)<!DOCTYPE.*?>\\s*", "");
        AtomicFile.write(file, out -> out.write(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static SVGGeneratorContext context() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Document document =
                    factory.newDocumentBuilder().getDOMImplementation().createDocument(SVG, "svg", null);
            SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
            context.setImageHandler(new PngHandler());
            context.setGenericImageHandler(new org.apache.batik.svggen.SimpleImageHandler(new PngHandler()));
            context.setPrecision(2);
            context.setComment(null);
            return context;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("No XML document builder in this Java runtime.", e);
        }
    }

    /** Batik's own encoder wants another of its modules; the JDK writes PNG as well. */
    private static final class PngHandler extends ImageHandlerBase64Encoder {
        @Override
        public void encodeImage(RenderedImage picture, OutputStream out) {
            try {
                ImageIO.write(picture, "png", out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
