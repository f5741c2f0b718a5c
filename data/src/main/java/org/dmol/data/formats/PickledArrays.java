package org.dmol.data.formats;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;
import org.dmol.array.Nd;
import org.dmol.array.Npy;

/** What a pickle calls to build NumPy arrays, and nothing else. */
final class PickledArrays {
    private PickledArrays() {}

    /** The constructor of an allowed class or function. */
    static IObjectConstructor constructor(String module, String name) {
        String core = module.replace("numpy._core", "numpy.core").replace("__builtin__", "builtins");
        return switch (core + "." + name) {
            case "numpy.core.multiarray._reconstruct" -> args -> new Array();
            case "numpy.core.multiarray.scalar" -> args -> scalar((Type) args[0], bytes(args[1]));
            case "numpy.core.numeric._frombuffer" ->
                args -> {
                    Array a = new Array();
                    a.fill((Object[]) args[2], (Type) args[1], "F".equals(args[3]), bytes(args[0]));
                    return a;
                };
            case "numpy.dtype" -> args -> new Type(String.valueOf(args[0]));
            case "numpy.ndarray" -> args -> new Array();
            case "builtins.bytes", "builtins.bytearray" -> args -> args.length == 0 ? new byte[0] : bytes(args[0]);
            case "_codecs.encode" -> args -> String.valueOf(args[0]).getBytes(StandardCharsets.ISO_8859_1);
            default ->
                throw new PickleException("it uses " + brief(module) + "." + brief(name)
                        + ", and only plain NumPy arrays, numbers, text, lists and dictionaries are read");
        };
    }

    private static String brief(String s) {
        return s.length() > 40 ? s.substring(0, 40) + "..." : s;
    }

    private static byte[] bytes(Object o) {
        if (o instanceof byte[] b) {
            return b;
        }
        if (o instanceof String s) {
            return s.getBytes(StandardCharsets.ISO_8859_1);
        }
        throw new PickleException("an array has no bytes");
    }

    private static Object scalar(Type type, byte[] bytes) {
        return type.array(new Object[0], false, bytes).item();
    }

    /** Replaces the arrays under construction by finished ones, throughout. */
    static Object finish(Object o) {
        return finish(o, 0);
    }

    private static Object finish(Object o, int depth) {
        if (depth > 100) {
            throw new PickleException("it is nested too deeply");
        }
        if (o instanceof Array a) {
            return a.finished();
        }
        if (o instanceof Map<?, ?> map) {
            Map<Object, Object> out = new HashMap<>();
            map.forEach((k, v) -> out.put(k, finish(v, depth + 1)));
            return out;
        }
        if (o instanceof List<?> list) {
            List<Object> out = new ArrayList<>();
            list.forEach(v -> out.add(finish(v, depth + 1)));
            return out;
        }
        if (o instanceof Object[] tuple) {
            Object[] out = new Object[tuple.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = finish(tuple[i], depth + 1);
            }
            return out;
        }
        if (o instanceof Type || o instanceof IObjectConstructor) {
            throw new PickleException("it holds a class");
        }
        return o;
    }

    /** A NumPy type; public because the unpickler calls {@code __setstate__} by reflection. */
    public static final class Type {
        private final String kind;
        private String order = "|";

        Type(String name) {
            kind = name.replaceFirst("^[<>|=]", "");
            if (!name.equals(kind)) {
                order = name.substring(0, 1);
            }
        }

        /** Takes (version, byte order, ...). */
        public void __setstate__(Object[] state) {
            order = String.valueOf(state[1]);
        }

        Nd array(Object[] shape, boolean fortran, byte[] bytes) {
            StringBuilder axes = new StringBuilder();
            for (Object axis : shape) {
                axes.append(((Number) axis).longValue()).append(", ");
            }
            String dict = "{'descr': '" + (order.equals("=") ? "<" : order) + kind + "', 'fortran_order': "
                    + (fortran ? "True" : "False") + ", 'shape': ("
                    + axes.toString().strip() + "), }";
            ByteArrayOutputStream npy = new ByteArrayOutputStream();
            byte[] text = dict.getBytes(StandardCharsets.ISO_8859_1);
            npy.writeBytes(new byte[] {
                (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, (byte) (text.length >> 8)
            });
            npy.writeBytes(text);
            npy.writeBytes(bytes);
            try {
                return Npy.read(new ByteArrayInputStream(npy.toByteArray()));
            } catch (IOException e) {
                throw new PickleException("an array of it cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /** An array under construction; public because the unpickler calls {@code __setstate__} by reflection. */
    public static final class Array {
        private Nd nd;

        /** Takes (version, shape, type, Fortran order, bytes). */
        public void __setstate__(Object[] state) {
            fill((Object[]) state[1], (Type) state[2], Boolean.TRUE.equals(state[3]), bytes(state[4]));
        }

        void fill(Object[] shape, Type type, boolean fortran, byte[] bytes) {
            nd = type.array(shape, fortran, bytes);
        }

        Nd finished() {
            if (nd == null) {
                throw new PickleException("an array of it has no content");
            }
            return nd;
        }
    }
}
