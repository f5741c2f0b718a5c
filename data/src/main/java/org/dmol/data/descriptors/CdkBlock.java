package org.dmol.data.descriptors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dmol.data.molecules.Molecule;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.qsar.DescriptorValue;
import org.openscience.cdk.qsar.IMolecularDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.*;
import org.openscience.cdk.qsar.result.BooleanResult;
import org.openscience.cdk.qsar.result.DoubleArrayResult;
import org.openscience.cdk.qsar.result.DoubleResult;
import org.openscience.cdk.qsar.result.IDescriptorResult;
import org.openscience.cdk.qsar.result.IntegerArrayResult;
import org.openscience.cdk.qsar.result.IntegerResult;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * CDK's two-dimensional molecular descriptors, with CDK's names. Left out are the chi indices (slow; see {@link Connectivity}) and JPlogP
 * (missing for a third of drug molecules).
 */
final class CdkBlock implements DescriptorBlock {
    private static final List<Callable<IMolecularDescriptor>> MAKERS = List.of(
            ALOGPDescriptor::new,
            APolDescriptor::new,
            AcidicGroupCountDescriptor::new,
            AromaticAtomsCountDescriptor::new,
            AromaticBondsCountDescriptor::new,
            AtomCountDescriptor::new,
            AutocorrelationDescriptorCharge::new,
            AutocorrelationDescriptorMass::new,
            AutocorrelationDescriptorPolarizability::new,
            BCUTDescriptor::new,
            BPolDescriptor::new,
            BasicGroupCountDescriptor::new,
            BondCountDescriptor::new,
            CarbonTypesDescriptor::new,
            EccentricConnectivityIndexDescriptor::new,
            FMFDescriptor::new,
            FractionalCSP3Descriptor::new,
            FractionalPSADescriptor::new,
            FragmentComplexityDescriptor::new,
            HBondAcceptorCountDescriptor::new,
            HBondDonorCountDescriptor::new,
            HybridizationRatioDescriptor::new,
            KappaShapeIndicesDescriptor::new,
            KierHallSmartsDescriptor::new,
            LargestChainDescriptor::new,
            LargestPiSystemDescriptor::new,
            LongestAliphaticChainDescriptor::new,
            MDEDescriptor::new,
            MannholdLogPDescriptor::new,
            PetitjeanNumberDescriptor::new,
            RotatableBondsCountDescriptor::new,
            RuleOfFiveDescriptor::new,
            SmallRingDescriptor::new,
            SpiroAtomCountDescriptor::new,
            TPSADescriptor::new,
            VABCDescriptor::new,
            VAdjMaDescriptor::new,
            WeightDescriptor::new,
            WeightedPathDescriptor::new,
            WienerNumbersDescriptor::new,
            XLogPDescriptor::new,
            ZagrebIndexDescriptor::new);

    /** CDK's descriptors keep state. */
    private static final ThreadLocal<List<IMolecularDescriptor>> DESCRIPTORS = ThreadLocal.withInitial(() -> {
        List<IMolecularDescriptor> made = new ArrayList<>();
        for (Callable<IMolecularDescriptor> maker : MAKERS) {
            made.add(make(maker));
        }
        return made;
    });

    private static IMolecularDescriptor make(Callable<IMolecularDescriptor> maker) {
        try {
            IMolecularDescriptor descriptor = maker.call();
            descriptor.initialise(SilentChemObjectBuilder.getInstance());
            return descriptor;
        } catch (Exception e) {
            throw new IllegalStateException("CDK's descriptors cannot be set up: " + e.getMessage(), e);
        }
    }

    private final List<String> names = DESCRIPTORS.get().stream()
            .flatMap(d -> Stream.of(d.getDescriptorNames()))
            .toList();

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public double[] of(Molecule molecule) {
        double[] out = new double[names.size()];
        IAtomContainer prepared = prepared(molecule);
        int at = 0;
        for (IMolecularDescriptor descriptor : DESCRIPTORS.get()) {
            double[] values = values(descriptor, prepared, descriptor.getDescriptorNames().length);
            System.arraycopy(values, 0, out, at, values.length);
            at += values.length;
        }
        return out;
    }

    /** A copy with CDK's atom types, which some descriptors need. */
    private static IAtomContainer prepared(Molecule molecule) {
        try {
            IAtomContainer copy = molecule.withoutHydrogens().newContainer();
            AtomContainerManipulator.percieveAtomTypesAndConfigureAtoms(copy);
            return copy;
        } catch (CDKException e) {
            throw new IllegalStateException("CDK cannot prepare " + molecule.smiles() + ": " + e.getMessage(), e);
        }
    }

    private static double[] values(IMolecularDescriptor descriptor, IAtomContainer molecule, int count) {
        double[] out = new double[count];
        Arrays.fill(out, Double.NaN);
        DescriptorValue value;
        try {
            value = descriptor.calculate(molecule);
        } catch (RuntimeException e) {
            // Exotic atoms make some descriptors fail in many ways; all of them mean "no value".
            return out;
        }
        if (value.getException() != null) {
            return out;
        }
        IDescriptorResult result = value.getValue();
        for (int i = 0; i < count; i++) {
            out[i] = number(result, i);
        }
        return out;
    }

    private static double number(IDescriptorResult result, int i) {
        double v;
        if (result instanceof DoubleResult d) {
            v = d.doubleValue();
        } else if (result instanceof IntegerResult n) {
            v = n.intValue();
        } else if (result instanceof BooleanResult b) {
            v = b.booleanValue() ? 1 : 0;
        } else if (result instanceof DoubleArrayResult a) {
            v = i < a.length() ? a.get(i) : Double.NaN;
        } else if (result instanceof IntegerArrayResult a) {
            v = i < a.length() ? a.get(i) : Double.NaN;
        } else {
            v = Double.NaN;
        }
        return Double.isInfinite(v) ? Double.NaN : v;
    }
}
