package org.dmol.data.standin;

import org.dmol.array.NumpyRandom;

/** Random SMILES of drug-like molecules: rings and chains with substituents, two to about fifty heavy atoms, always valid. */
final class MoleculeGrammar {
    /** Rings with a place for one substituent (X); 9 stands for the ring-closure digit. */
    private static final String[] RINGS = {
        "c9ccc(X)cc9",
        "c9cccc(X)c9",
        "c9ccccc9X",
        "c9ccc(X)nc9",
        "c9cnc(X)nc9",
        "c9ccc(X)o9",
        "c9ccc(X)s9",
        "C9CCC(X)CC9",
        "C9CCC(X)C9",
        "C9CCN(X)CC9",
        "C9CN(X)CCO9",
        "C9CCC(X)NC9",
        "c9c[nH]c(X)c9"
    };
    /** What ends a branch. */
    private static final String[] ENDS = {
        "C",
        "CC",
        "CCC",
        "C(C)C",
        "CCCC",
        "CCCCCC",
        "O",
        "OC",
        "OCC",
        "N",
        "N(C)C",
        "F",
        "Cl",
        "Br",
        "C(=O)O",
        "C(=O)OC",
        "C(N)=O",
        "C#N",
        "[N+](=O)[O-]",
        "S(N)(=O)=O",
        "C(F)(F)F",
        "C(C)=O",
        "CO",
        "CN",
        "S",
        "P(=O)(O)O"
    };
    /** What joins two rings. */
    private static final String[] LINKS = {
        "", "C", "CC", "O", "CO", "C(=O)N", "NC(=O)", "C=C", "S(=O)(=O)N", "N", "C(=O)", "OCC"
    };
    /** Starts of molecules without a ring. */
    private static final String[] CHAINS = {"C", "CC", "C(C)", "C(O)", "C=C", "O", "N", "C(=O)", "CC(C)", "C(CC)"};

    private final NumpyRandom random;
    private final double ringy;
    private final int depth;

    /**
     * Makes molecules.
     *
     * @param ringy share of molecules with rings
     * @param depth most rings one after another
     */
    MoleculeGrammar(NumpyRandom random, double ringy, int depth) {
        this.random = random;
        this.ringy = ringy;
        this.depth = depth;
    }

    private String one(String... of) {
        return of[(int) random.nextInt(0, of.length)];
    }

    /** A molecule. */
    String next() {
        if (random.nextDouble() >= ringy) {
            StringBuilder chain = new StringBuilder("C");
            for (long k = random.nextInt(0, 5); k > 0; k--) {
                String part = one(CHAINS);
                boolean hetero = chain.charAt(chain.length() - 1) == 'O' || chain.charAt(chain.length() - 1) == 'N';
                chain.append(hetero && (part.equals("O") || part.equals("N")) ? "C" : part);
            }
            return chain.append("C").append(one(ENDS)).toString();
        }
        String start = random.nextDouble() < 0.5
                ? one("C", "CC", "Cl", "F", "O", "N", "CO", "CC(=O)N", "NC(=O)", "OC(=O)")
                : "";
        return start + ring(1);
    }

    private String ring(int level) {
        String ring = one(RINGS).replace("9", Integer.toString(level));
        return ring.replace("X", branch(level));
    }

    private String branch(int level) {
        double u = random.nextDouble();
        if (level < depth && u < 0.62) {
            return one(LINKS) + ring(level + 1);
        }
        return one(ENDS);
    }
}
