package org.dmol.data.standin;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.dmol.array.AtomicFile;
import org.dmol.array.NumpyRandom;
import org.dmol.data.StandIn;

/** A 32 x 32 picture without any symmetry: a checker board, four discs, two diagonals. */
record PictureStandIn() implements StandIn {
    private static final int SIZE = 32;
    private static final int[] COLOURS = {0x1BBC9B, 0xA895BB, 0xF06060, 0xF3B562};

    @Override
    public String description() {
        return "It is a drawn checker board with four discs of different colours and two lines.";
    }

    @Override
    public void write(Path file, NumpyRandom random) throws IOException {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                image.setRGB(x, y, 0xff000000 | colour(x, y));
            }
        }
        AtomicFile.write(file, out -> {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this Java cannot write PNG");
            }
        });
    }

    private static int colour(int x, int y) {
        for (int k = 0; k < 4; k++) {
            double dx = x - (k % 2 == 0 ? 6.5 : 25.5);
            double dy = y - (k < 2 ? 6.5 : 25.5);
            if (Math.hypot(dx, dy) < 4.5) {
                return COLOURS[k];
            }
        }
        if (x == y && x >= SIZE / 2) {
            return 0xc0392b;
        }
        if (x + y == SIZE - 1 && x < SIZE / 2) {
            return 0x444444;
        }
        return (x / 8 + y / 8) % 2 == 0 ? 0xf5f4e9 : 0x9a9a9a;
    }
}
