package org.dmol.data.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;

/**
 * An unpickler that knows only the constructors of {@link PickledArrays} and believes no length that is longer than its input. The input
 * must support mark and reset.
 */
final class PickleMachine extends Unpickler {
    private final int size;

    PickleMachine(int size) {
        this.size = size;
    }

    @Override
    protected Object dispatch(short key) throws PickleException, IOException {
        switch (key) {
            case Opcodes.GLOBAL -> {
                String module = line();
                stack.add(PickledArrays.constructor(module, line()));
                return NO_RETURN_VALUE;
            }
            case Opcodes.STACK_GLOBAL -> {
                String name = String.valueOf(stack.pop());
                stack.add(PickledArrays.constructor(String.valueOf(stack.pop()), name));
                return NO_RETURN_VALUE;
            }
            case Opcodes.INST,
                    Opcodes.OBJ,
                    Opcodes.PERSID,
                    Opcodes.BINPERSID,
                    Opcodes.EXT1,
                    Opcodes.EXT2,
                    Opcodes.EXT4 -> throw new PickleException("it makes objects in a way that plain data do not need");
            case Opcodes.BINSTRING, Opcodes.BINUNICODE, Opcodes.BINBYTES, Opcodes.LONG4 -> checkLength(4);
            case Opcodes.BINUNICODE8, Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> checkLength(8);
            default -> {
                // as it is
            }
        }
        return super.dispatch(key);
    }

    private void checkLength(int bytes) throws IOException {
        input.mark(bytes);
        byte[] raw = input.readNBytes(bytes);
        input.reset();
        long length = 0;
        for (int i = raw.length - 1; i >= 0; i--) {
            length = length << 8 | (raw[i] & 255);
        }
        if (raw.length < bytes || length < 0 || length > size) {
            throw new PickleException(
                    "it claims " + Long.toUnsignedString(length) + " bytes where " + size + " are all there is");
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = input.read(); b != '\n'; b = input.read()) {
            if (b < 0 || line.size() > 1000) {
                throw new PickleException("a name in it does not end");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
