package org.dmol.data.descriptors;

import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.isomorphism.DfPattern;
import org.openscience.cdk.isomorphism.matchers.QueryAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smarts.Smarts;

/** Whether a SMARTS pattern matches with a given atom as its first. One thread at a time. */
final class SmartsAtom {
    private final DfPattern pattern;

    SmartsAtom(String smarts) {
        QueryAtomContainer query = new QueryAtomContainer(SilentChemObjectBuilder.getInstance());
        if (!Smarts.parse(query, smarts)) {
            throw new IllegalArgumentException(
                    "The SMARTS " + smarts + " cannot be read: " + Smarts.getLastErrorMesg());
        }
        this.pattern = DfPattern.findSubstructure(query);
    }

    boolean matches(IAtom atom) {
        return pattern.matchesRoot(atom);
    }
}
