package org.dmol.data.selfies;

/** Steps through the symbols of one fragment of a SELFIES string. */
final class SymbolReader {
    static final String PADDING = "[nop]";

    private final String selfies;
    private final int end;
    private int at;
    private int start;

    /** Reads from {@code from} to {@code end}, where the dots are. */
    SymbolReader(String selfies, int from, int end) {
        this.selfies = selfies;
        this.at = from;
        this.end = end;
    }

    /** The next symbol that is not padding, or null at the end. */
    String next() {
        while (at < end) {
            start = at;
            at = symbolEnd(selfies, at, end);
            if (at - start != PADDING.length() || !selfies.startsWith(PADDING, start)) {
                return selfies.substring(start, at);
            }
        }
        return null;
    }

    /** The next {@code count} symbols as a number to base 16; missing ones count as 0. */
    int nextIndex(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            String symbol = next();
            value = 16 * value + (symbol == null ? 0 : Grammar.indexValue(symbol));
        }
        return value;
    }

    /** Where the symbol that was read last begins. */
    int position() {
        return start;
    }

    /** End of the symbol that begins at {@code from}. */
    static int symbolEnd(String selfies, int from, int limit) {
        if (selfies.charAt(from) != '[') {
            throw new SelfiesException(
                    SelfiesException.Kind.SELFIES,
                    selfies,
                    from,
                    "a symbol must begin with '[', not '" + selfies.charAt(from) + "'");
        }
        for (int i = from + 1; i < limit; i++) {
            if (selfies.charAt(i) == ']') {
                return i + 1;
            }
        }
        throw new SelfiesException(SelfiesException.Kind.SELFIES, selfies, from, "the bracket '[' is never closed");
    }
}
