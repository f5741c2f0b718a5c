package org.dmol.data.sets;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import javax.imageio.ImageIO;
import org.dmol.array.Nd;
import org.dmol.data.DataException;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;

/**
 * A small colour picture without symmetry.
 *
 * @param source file
 * @param rgb float64 [height, width, 3], 0 to 1; the first row is the top one
 */
public record QuadImage(DataFile source, Nd rgb) {
    /** Finds and reads the picture. */
    public static QuadImage load(DataStore store) {
        return read(store.get("quad-image"));
    }

    /** Reads a PNG file; transparency is dropped. */
    public static QuadImage read(DataFile file) {
        try (InputStream in = Files.newInputStream(file.path())) {
            BufferedImage image = ImageIO.read(in);
            if (image == null) {
                throw new DataException("The file " + file.path() + " is not a picture.");
            }
            double[] rgb = new double[image.getHeight() * image.getWidth() * 3];
            int k = 0;
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    int argb = image.getRGB(x, y);
                    rgb[k++] = (argb >> 16 & 255) / 255.0;
                    rgb[k++] = (argb >> 8 & 255) / 255.0;
                    rgb[k++] = (argb & 255) / 255.0;
                }
            }
            return new QuadImage(file, Nd.of(rgb, image.getHeight(), image.getWidth(), 3));
        } catch (IOException e) {
            throw new DataException("The file " + file.path() + " is not a picture: " + e.getMessage() + ".", e);
        }
    }
}
