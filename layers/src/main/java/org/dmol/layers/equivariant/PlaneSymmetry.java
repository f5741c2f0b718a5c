package org.dmol.layers.equivariant;

/** The eight symmetries of a square grid that keep its centre, in the order of {@link FiniteGroup#dihedral}: e, s, r, rs, r², r²s, r³, r³s. */
public final class PlaneSymmetry {
    /** The group D4. */
    public static final FiniteGroup D4 = FiniteGroup.dihedral(4);

    /** Names in order. */
    public static final java.util.List<String> NAMES = java.util.List.of("e", "s", "r", "rs", "r²", "r²s", "r³", "r³s");

    private PlaneSymmetry() {}

    /** The integer matrix of element k: a turn by 90° · (k / 2) after the mirror diag(-1, 1) if k is odd. */
    public static int[][] matrix(int k) {
        int[] cos = {1, 0, -1, 0};
        int[] sin = {0, 1, 0, -1};
        int c = cos[k / 2];
        int s = sin[k / 2];
        int flip = k % 2 == 0 ? 1 : -1;
        return new int[][] {{c * flip, -s}, {s * flip, c}};
    }

    /** Where a kernel of odd size is read for element k: {@code index[a * size + b]} of the point k⁻¹ (a, b) from the centre. */
    static int[] turned(int size, int k) {
        int[][] h = matrix(D4.inverse(k));
        int r = size / 2;
        int[] index = new int[size * size];
        for (int a = -r; a <= r; a++) {
            for (int b = -r; b <= r; b++) {
                int x = h[0][0] * a + h[0][1] * b;
                int y = h[1][0] * a + h[1][1] * b;
                index[(a + r) * size + b + r] = (x + r) * size + y + r;
            }
        }
        return index;
    }
}
