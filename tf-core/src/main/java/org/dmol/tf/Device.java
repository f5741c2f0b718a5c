package org.dmol.tf;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where programs run: the host's processor, one of its accelerators, or a TensorFlow server.
 *
 * @param type {@code CPU}, {@code GPU} or another type that TensorFlow lists
 * @param index number of the device of that type
 * @param target address of a TensorFlow server such as {@code grpc://host:2222}; empty for this process
 */
public record Device(String type, int index, String target) {
    private static final int PATIENCE_MILLIS = 5000;
    private static final Set<String> ANSWERED = ConcurrentHashMap.newKeySet();
    private static final Pattern NAME = Pattern.compile("([a-zA-Z_]+)(?::(\\d+))?");

    /** The processor of this machine. */
    public static Device cpu() {
        return new Device("CPU", 0, "");
    }

    /**
     * Reads {@code cpu}, {@code gpu}, {@code gpu:1} or {@code grpc://host:port}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static Device parse(String text) {
        if (text.startsWith("grpc://")) {
            if (!text.matches("grpc://[^/:\\s]+:\\d+")) {
                throw new IllegalArgumentException("The device '" + text + "' is not of the form grpc://host:port.");
            }
            return new Device("CPU", 0, text);
        }
        Matcher m = NAME.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "Unknown device '" + text + "'; allowed are cpu, gpu:N and grpc://host:port.");
        }
        return new Device(
                m.group(1).toUpperCase(Locale.ROOT), m.group(2) == null ? 0 : Integer.parseInt(m.group(2)), "");
    }

    /**
     * This device, if TensorFlow has it.
     *
     * @throws IllegalArgumentException if it is absent, and the message lists the devices that are present; or if no server answers
     */
    public Device require() {
        if (!target.isEmpty()) {
            requireServer();
            return this;
        }
        List<String> present = list();
        if (!present.contains(toString())) {
            throw new IllegalArgumentException(
                    "The device '" + this + "' is not present; present: " + String.join(", ", present) + ".");
        }
        return this;
    }

    /** TensorFlow itself would wait for the server for ever. */
    private void requireServer() {
        if (ANSWERED.contains(target)) {
            return;
        }
        URI address = URI.create(target);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MILLIS);
            ANSWERED.add(target);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "No TensorFlow server answers at '" + target + "' (" + e.getMessage() + ").", e);
        }
    }

    /** The devices of this process, such as {@code [cpu:0, gpu:0]}. */
    public static List<String> list() {
        TfRuntime.load();
        return org.tensorflow.DmolSessions.devices();
    }

    /** Whether ops need an explicit placement on this device. */
    boolean isDefault() {
        return type.equals("CPU") && target.isEmpty();
    }

    /** TensorFlow's placement string, such as {@code /device:GPU:0}. */
    String placement() {
        return "/device:" + type + ":" + index;
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return target.isEmpty() ? type.toLowerCase(Locale.ROOT) + ":" + index : target;
    }
}
