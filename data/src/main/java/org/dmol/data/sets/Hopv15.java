package org.dmol.data.sets;

import java.util.List;
import java.util.stream.IntStream;
import org.dmol.data.Csv;
import org.dmol.data.CsvTable;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;
import org.dmol.data.RowError;

/** HOPV15: 350 measured organic photovoltaic devices (Lopez et al., Sci. Data 2016, 3, 160086). Unknown numbers are NaN. */
public record Hopv15(DataFile source, List<Device> rows, List<RowError> rejected) implements LoadedSet<Hopv15.Device> {
    /**
     * A row.
     *
     * @param row its number in the file, from 0
     * @param smiles SMILES of the donor
     * @param doi publication
     * @param construction polymer or molecule
     * @param architecture of the device, for example bulk
     * @param acceptor the other component
     * @param homoEv highest occupied orbital, eV
     * @param lumoEv lowest unoccupied orbital, eV
     * @param electrochemicalGapEv gap, eV
     * @param opticalGapEv gap, eV
     * @param efficiencyPercent power conversion efficiency, %
     * @param openCircuitVolts open-circuit voltage, V
     * @param shortCircuitMilliampPerCm2 short-circuit current density, mA/cm^2
     * @param fillFactorPercent fill factor, %
     */
    public record Device(
            int row,
            String smiles,
            String doi,
            String construction,
            String architecture,
            String acceptor,
            double homoEv,
            double lumoEv,
            double electrochemicalGapEv,
            double opticalGapEv,
            double efficiencyPercent,
            double openCircuitVolts,
            double shortCircuitMilliampPerCm2,
            double fillFactorPercent) {}

    /** Finds and reads the data set. */
    public static Hopv15 load(DataStore store) {
        return read(store.get("hopv15"));
    }

    /** Reads a file of this form. */
    public static Hopv15 read(DataFile file) {
        CsvTable t = Csv.columns()
                .text("smiles", "doi", "construction", "architecture", "complement")
                .optionalNumber(
                        "HOMO", "LUMO", "electrochemical_gap", "optical_gap", "PCE", "V_OC", "J_SC", "fill_factor")
                .read(file.path());
        List<Device> rows = IntStream.range(0, t.size())
                .mapToObj(i -> new Device(
                        t.rowNumber(i),
                        t.text("smiles")[i],
                        t.text("doi")[i],
                        t.text("construction")[i],
                        t.text("architecture")[i],
                        t.text("complement")[i],
                        t.number("HOMO")[i],
                        t.number("LUMO")[i],
                        t.number("electrochemical_gap")[i],
                        t.number("optical_gap")[i],
                        t.number("PCE")[i],
                        t.number("V_OC")[i],
                        t.number("J_SC")[i],
                        t.number("fill_factor")[i]))
                .toList();
        return new Hopv15(file, rows, t.rejected());
    }
}
