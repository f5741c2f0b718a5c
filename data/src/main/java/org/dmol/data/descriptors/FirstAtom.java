package org.dmol.data.descriptors;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openscience.cdk.config.Elements;

/** Which elements the first atom of a SMARTS pattern can be, as far as a look at its text tells: a filter before the real match. */
final class FirstAtom {
    private static final Pattern NUMBER = Pattern.compile("#(\\d+)");
    private static final Pattern SYMBOL = Pattern.compile("Cl|Br|[BCNOPSFIcnops]");

    private FirstAtom() {}

    static boolean canBe(String smarts, int z) {
        if (smarts.charAt(0) != '[') {
            return true;
        }
        String atom = smarts.substring(1, smarts.indexOf(']'));
        if (atom.contains("!") || atom.contains("*") || atom.contains("$")) {
            return true;
        }
        boolean named = false;
        Matcher number = NUMBER.matcher(atom);
        while (number.find()) {
            named = true;
            if (Integer.parseInt(number.group(1)) == z) {
                return true;
            }
        }
        Matcher symbol = SYMBOL.matcher(atom);
        while (symbol.find()) {
            String name = symbol.group();
            named = true;
            String element = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            if (Elements.ofString(element).number() == z) {
                return true;
            }
        }
        return !named;
    }
}
