package org.dmol.layers.export;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/** A file of events that TensorBoard reads: TFRecords of {@code Event} messages. */
public final class EventFile implements Closeable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final OutputStream out;

    private EventFile(OutputStream out) {
        this.out = out;
    }

    /** A new file in a directory, which is created. */
    public static EventFile create(Path directory) throws IOException {
        Files.createDirectories(directory);
        long now = System.currentTimeMillis();
        String name = String.format(
                Locale.ROOT,
                "events.out.tfevents.%010d.dmol.%d.%d.v2",
                now / 1000,
                ProcessHandle.current().pid(),
                COUNT.getAndIncrement());
        EventFile file = new EventFile(Files.newOutputStream(directory.resolve(name)));
        file.write(Event.newBuilder()
                .setWallTime(now / 1e3)
                .setFileVersion("brain.Event:2")
                .build());
        return file;
    }

    /** Adds a number and makes it readable at once. */
    public void scalar(String tag, long step, double value) throws IOException {
        Summary summary = Summary.newBuilder()
                .addValue(Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value))
                .build();
        write(Event.newBuilder()
                .setWallTime(System.currentTimeMillis() / 1e3)
                .setStep(step)
                .setSummary(summary)
                .build());
        out.flush();
    }

    private void write(Event event) throws IOException {
        byte[] data = event.toByteArray();
        byte[] length = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(data.length)
                .array();
        out.write(length);
        out.write(masked(length));
        out.write(data);
        out.write(masked(data));
    }

    private static byte[] masked(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        int c = (int) crc.getValue();
        int masked = ((c >>> 15) | (c << 17)) + 0xa282ead8;
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(masked)
                .array();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
