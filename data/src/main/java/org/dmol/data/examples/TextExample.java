package org.dmol.data.examples;

import java.util.List;
import org.dmol.array.Nd;
import org.dmol.data.selfies.BondConstraints;
import org.dmol.data.selfies.Selfies;
import org.dmol.data.selfies.SelfiesBatch;
import org.dmol.data.selfies.SelfiesException;
import org.dmol.data.text.OneHot;
import org.dmol.data.text.Padding;
import org.dmol.data.text.Special;
import org.dmol.data.text.TextEncoder;
import org.dmol.data.text.Tokenizer;
import org.dmol.data.text.Vocabulary;

/** Molecules as text: tokens, SELFIES and arrays. Prints what {@code data/README.md} shows. */
public final class TextExample {
    private TextExample() {}

    /** Runs the example. */
    public static void main(String[] args) {
        // Tokens of a SMILES
        System.out.println(Tokenizer.smiles().tokenize("BrC[C@H](N)C(=O)[O-]"));

        // SELFIES and back
        Selfies codec = Selfies.standard();
        String selfies = codec.encode("CC(=O)Oc1ccccc1C(=O)O");
        System.out.println(selfies);
        System.out.println(codec.decode(selfies));

        // Any string of symbols is a molecule; which one, is for the constraints to say
        String random = "[O][S][=Branch1][C][=O][=O][F][C]";
        System.out.println(codec.decode(random));
        System.out.println(Selfies.with(BondConstraints.octetRule()).decode(random));

        // What cannot be translated is explained
        try {
            codec.encode("CN(=O)=O");
        } catch (SelfiesException e) {
            System.out.println(e.getMessage());
        }

        // Many molecules: a vocabulary, and arrays to learn from
        SelfiesBatch batch = codec.encodeAll(List.of("CCO", "c1ccccc1", "C1CC", "C[NH3+].[Cl-]"), 2);
        System.out.println(batch.errors());
        Vocabulary vocabulary =
                Vocabulary.settings().special(Special.PADDING, Selfies.PADDING).fit(Tokenizer.selfies(), batch.texts());
        System.out.println(vocabulary.tokens());
        TextEncoder encoder = new TextEncoder(Tokenizer.selfies(), vocabulary);
        Nd ids = encoder.encodeAll(batch.texts(), Padding.post(8));
        System.out.println(ids);
        System.out.println(OneHot.of(ids, vocabulary.size()).describe());
        System.out.println(encoder.decode(ids.row(2).ints()));
    }
}
