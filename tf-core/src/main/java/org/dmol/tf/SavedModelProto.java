package org.dmol.tf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpList;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.VariableDef;

/**
 * Completes the {@code saved_model.pb} that TensorFlow Java writes with what Python's loader and the converters look for: the
 * collections of variables, the version, the list of ops.
 */
final class SavedModelProto {
    private SavedModelProto() {}

    static void complete(Path directory, SavedVariables variables) throws IOException {
        Path file = directory.resolve("saved_model.pb");
        SavedModel.Builder model = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
        model.setSavedModelSchemaVersion(1);
        MetaGraphDef.Builder meta = model.getMetaGraphsBuilder(0);
        meta.getMetaInfoDefBuilder().setTensorflowVersion(TensorFlow.version());
        Set<String> used =
                meta.getGraphDef().getNodeList().stream().map(NodeDef::getOp).collect(Collectors.toSet());
        OpList.Builder ops = OpList.newBuilder();
        TensorFlow.registeredOpList().getOpList().stream()
                .filter(o -> used.contains(o.getName()))
                .forEach(ops::addOp);
        meta.getMetaInfoDefBuilder().setStrippedOpList(ops);
        if (meta.hasSaverDef()) {
            meta.getSaverDefBuilder().setVersion(SaverDef.CheckpointFormatVersion.V2);
        }
        if (!variables.handles().isEmpty()) {
            CollectionDef.BytesList.Builder all = CollectionDef.BytesList.newBuilder();
            CollectionDef.BytesList.Builder trainable = CollectionDef.BytesList.newBuilder();
            for (SavedVariables.Handle h : variables.handles()) {
                VariableDef def = VariableDef.newBuilder()
                        .setVariableName(h.name() + ":0")
                        .setInitializerName(h.initializer().op().name())
                        .setSnapshotName(h.snapshot().asOutput().op().name() + ":0")
                        .setIsResource(true)
                        .setTrainable(h.variable().trainable())
                        .build();
                all.addValue(def.toByteString());
                if (h.variable().trainable()) {
                    trainable.addValue(def.toByteString());
                }
            }
            meta.putCollectionDef(
                    "variables", CollectionDef.newBuilder().setBytesList(all).build());
            meta.putCollectionDef(
                    "trainable_variables",
                    CollectionDef.newBuilder().setBytesList(trainable).build());
        }
        byte[] bytes = model.build().toByteArray();
        org.dmol.array.AtomicFile.write(file, out -> out.write(bytes));
    }
}
