package org.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;

/**
 * Sessions against a TensorFlow server and the list of devices: both need members that the library keeps package-private, which is
 * why this class lives in its package (and why it works on the class path only).
 */
public final class DmolSessions {
    private DmolSessions() {}

    /** A session whose graph runs on the server at {@code target}, such as {@code grpc://localhost:2222}. */
    public static Session open(Graph graph, String target, ConfigProto config) {
        try (PointerScope scope = new PointerScope();
                Graph.Reference reference = graph.ref()) {
            TF_Status status = TF_Status.newStatus();
            TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
            tensorflow.TF_SetTarget(options, target);
            byte[] bytes = config.toByteArray();
            tensorflow.TF_SetConfig(options, new BytePointer(bytes), bytes.length, status);
            status.throwExceptionIfNotOK();
            TF_Session session = TF_Session.newSession(reference.nativeHandle(), options, status);
            status.throwExceptionIfNotOK();
            return new Session(graph, session.retainReference());
        }
    }

    /** Names of the local devices in the form {@code cpu:0}. */
    public static List<String> devices() {
        List<String> names = new ArrayList<>();
        try (Graph graph = new Graph();
                PointerScope scope = new PointerScope();
                Graph.Reference reference = graph.ref()) {
            TF_Status status = TF_Status.newStatus();
            TF_Session session =
                    TF_Session.newSession(reference.nativeHandle(), TF_SessionOptions.newSessionOptions(), status);
            status.throwExceptionIfNotOK();
            TF_DeviceList devices = tensorflow.TF_SessionListDevices(session, status);
            status.throwExceptionIfNotOK();
            for (int i = 0; i < tensorflow.TF_DeviceListCount(devices); i++) {
                String name = tensorflow.TF_DeviceListName(devices, i, status).getString();
                names.add(name.substring(name.lastIndexOf("device:") + "device:".length())
                        .toLowerCase(Locale.ROOT));
            }
            tensorflow.TF_DeleteDeviceList(devices);
        }
        return names;
    }
}
