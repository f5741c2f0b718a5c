package org.dmol.array;

/** The Mersenne Twister of Matsumoto and Nishimura (ACM TOMACS 1998, 8, 3): words, doubles and bounded integers. */
final class Mt19937 {
    private static final int N = 624;
    private static final int M = 397;

    private final int[] key = new int[N];
    private int pos = N;

    Mt19937(long seed) {
        int s = (int) seed;
        for (int i = 0; i < N; i++) {
            key[i] = s;
            s = 1812433253 * (s ^ (s >>> 30)) + i + 1;
        }
    }

    Mt19937(Mt19937 other) {
        System.arraycopy(other.key, 0, key, 0, N);
        pos = other.pos;
    }

    /** The next 32 bits, as a number from 0 to 2^32 - 1. */
    long nextUint32() {
        if (pos == N) {
            twist();
        }
        int y = key[pos++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        y ^= y >>> 18;
        return y & 0xffffffffL;
    }

    /** 53 random bits in [0, 1): two words, the high one first. */
    double nextDouble() {
        long a = nextUint32() >>> 5;
        long b = nextUint32() >>> 6;
        return (a * 67108864.0 + b) / 9007199254740992.0;
    }

    /** A number from 0 to {@code max}, both included, by masking and rejection; nothing is drawn for {@code max} 0. */
    long interval(long max) {
        if (max == 0) {
            return 0;
        }
        long mask = -1L >>> Long.numberOfLeadingZeros(max);
        boolean wide = max > 0xffffffffL;
        long v;
        do {
            v = wide ? (nextUint32() << 32 | nextUint32()) & mask : nextUint32() & mask;
        } while (v > max);
        return v;
    }

    private void twist() {
        for (int i = 0; i < N; i++) {
            int y = (key[i] & 0x80000000) | (key[(i + 1) % N] & 0x7fffffff);
            key[i] = key[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
        }
        pos = 0;
    }
}
