package org.dmol.chapters.figures;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.IntFunction;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.dmol.array.AtomicFile;

/** Animated GIF files, endlessly repeated. */
public final class Gif {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private Gif() {}

    /**
     * Writes {@code frames} pictures of equal size.
     *
     * @param millis how long each is shown; GIF counts in hundredths of a second
     */
    public static void write(Path file, int frames, int millis, IntFunction<BufferedImage> frame) throws IOException {
        ImageWriter writer = writer();
        try {
            AtomicFile.write(file, out -> {
                try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
                    writer.setOutput(stream);
                    writer.prepareWriteSequence(null);
                    for (int i = 0; i < frames; i++) {
                        BufferedImage picture = frame.apply(i);
                        writer.writeToSequence(
                                new IIOImage(picture, null, metadata(writer, picture, millis, i == 0)), null);
                    }
                    writer.endWriteSequence();
                }
            });
        } finally {
            writer.dispose();
        }
    }

    /** Other libraries may register GIF writers that cannot write sequences. */
    private static ImageWriter writer() {
        Iterator<ImageWriter> all = ImageIO.getImageWritersByFormatName("gif");
        while (all.hasNext()) {
            ImageWriter writer = all.next();
            if (writer.canWriteSequence()) {
                return writer;
            }
        }
        throw new IllegalStateException("This Java runtime cannot write animated GIF files.");
    }

    private static IIOMetadata metadata(ImageWriter writer, BufferedImage picture, int millis, boolean first)
            throws IOException {
        IIOMetadata data =
                writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromBufferedImageType(picture.getType()), null);
        IIOMetadataNode root = (IIOMetadataNode) data.getAsTree(FORMAT);
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", Integer.toString(Math.max(2, millis / 10)));
        control.setAttribute("transparentColorIndex", "0");
        if (first) {
            IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            loop.setUserObject(new byte[] {1, 0, 0});
            child(root, "ApplicationExtensions").appendChild(loop);
        }
        data.setFromTree(FORMAT, root);
        return data;
    }

    private static IIOMetadataNode child(IIOMetadataNode parent, String name) {
        for (int i = 0; i < parent.getLength(); i++) {
            if (parent.item(i).getNodeName().equals(name)) {
                return (IIOMetadataNode) parent.item(i);
            }
        }
        IIOMetadataNode made = new IIOMetadataNode(name);
        parent.appendChild(made);
        return made;
    }
}
