package org.dmol.data.standin;

import static org.dmol.data.standin.TableStandIn.coin;
import static org.dmol.data.standin.TableStandIn.f;

import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.dmol.data.sets.AqSolDb;

/** The rules for the tables of molecules, as many rows as the real ones have. */
final class MoleculeTables {
    private static final String DELANEY =
            "Delaney's linear formula (molecular weight, logP, rotatable bonds, aromatic share)";

    private MoleculeTables() {}

    static TableStandIn aqSolDb() {
        String header =
                "ID,Name,InChI,InChIKey,SMILES,Solubility,SD,Ocurrences,Group," + String.join(",", AqSolDb.FEATURES);
        return new TableStandIn(header, 9982, 0.85, DELANEY, (i, smiles, e, random) -> {
            double y = e.solubility() + 0.7 * random.nextGaussian();
            String descriptors =
                    DoubleStream.of(e.descriptors()).mapToObj(Double::toString).collect(Collectors.joining(","));
            return "Z-" + i + ",stand-in " + i + ",,," + smiles + "," + f(y) + ",0.0,1,G1," + descriptors;
        });
    }

    static TableStandIn esol() {
        String header =
                "Compound ID,ESOL predicted log solubility in mols per litre,Minimum Degree,Molecular Weight,Number of H-Bond"
                        + " Donors,Number of Rings,Number of Rotatable Bonds,Polar Surface Area,measured log solubility in mols per"
                        + " litre,smiles";
        return new TableStandIn(
                header,
                1128,
                0.7,
                DELANEY,
                (i, smiles, e, random) ->
                        "stand-in " + i + "," + f(e.solubility()) + ",1," + f(e.weight()) + "," + (int) e.donors() + ","
                                + (int) e.rings() + "," + (int) e.rotatable() + "," + f(e.polarArea()) + ","
                                + f(e.solubility() + 0.7 * random.nextGaussian()) + "," + smiles);
    }

    static TableStandIn freeSolv() {
        return new TableStandIn(
                "iupac,smiles,expt,calc",
                642,
                0.4,
                "a linear formula of polar area, donors and logP",
                (i, smiles, e, random) -> {
                    double y = 1.5 - 0.09 * e.polarArea() - 1.8 * e.donors() - 0.3 * e.rings();
                    return "stand-in " + i + "," + smiles + "," + f(y + 0.6 * random.nextGaussian()) + ","
                            + f(y + random.nextGaussian());
                });
    }

    static TableStandIn lipophilicity() {
        return new TableStandIn(
                "CMPD_CHEMBLID,exp,smiles",
                4200,
                1,
                "a linear formula of logP and polar area",
                (i, smiles, e, random) -> "STANDIN" + i + ","
                        + f(0.8 + 0.6 * e.logP() - 0.006 * e.polarArea() + 0.6 * random.nextGaussian()) + "," + smiles);
    }

    static TableStandIn clinTox() {
        return new TableStandIn(
                "smiles,FDA_APPROVED,CT_TOX",
                1484,
                0.9,
                "a logistic formula of nitro groups, halogens and logP",
                (i, smiles, e, random) -> {
                    boolean nitro = smiles.contains("[N+]");
                    boolean halogen = smiles.contains("Br") || smiles.contains("Cl");
                    int approved =
                            coin(4 - (nitro ? 3 : 0) - (halogen ? 1.2 : 0) - 0.3 * Math.max(0, e.logP() - 3), random);
                    return smiles + "," + approved + "," + (random.nextDouble() < 0.013 ? 1 : 1 - approved);
                });
    }

    static TableStandIn bbbp() {
        return new TableStandIn(
                "num,name,p_np,smiles",
                2050,
                0.9,
                "a logistic formula of logP, polar area and weight",
                (i, smiles, e, random) -> i + 1 + ",stand-in " + i + ","
                        + coin(3.2 + 0.5 * e.logP() - 0.045 * e.polarArea() - 0.002 * e.weight(), random) + ","
                        + smiles);
    }
}
