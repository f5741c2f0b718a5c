package org.dmol.data.molecules;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.dmol.array.AtomicFile;

/** A drawing as vectors or pixels. */
public interface Picture {
    /** A self-contained SVG document; letters of atoms are paths, so that no font is needed. */
    String svg();

    /** Pixels on the background colour. */
    BufferedImage image();

    /** A PNG file. */
    default byte[] png() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image(), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file whose name ends in .svg or .png. */
    default void write(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        byte[] bytes;
        if (name.endsWith(".svg")) {
            bytes = svg().getBytes(StandardCharsets.UTF_8);
        } else if (name.endsWith(".png")) {
            bytes = png();
        } else {
            throw new IllegalArgumentException(
                    "A picture is written as .svg or .png, not as '" + file.getFileName() + "'.");
        }
        AtomicFile.write(file, out -> out.write(bytes));
    }
}
