package org.dmol.chapters.molnets;

import org.dmol.chapters.report.Table;

/** What single messages or descriptors of known models see at once, from their papers. */
final class BodyOrders {
    private BodyOrders() {}

    static Table table() {
        return Table.of(
                        "body order of known models: atoms that one message or descriptor depends on, the centre counted",
                        "model",
                        "kind",
                        "features",
                        "body order",
                        "source")
                .row(
                        "Behler-Parrinello, ANI",
                        "descriptor",
                        "distances, angles",
                        "2 and 3",
                        "Behler, Parrinello, PRL 2007, 98, 146401; Smith et al., Chem. Sci. 2017, 8, 3192")
                .row(
                        "SOAP-GAP",
                        "kernel of a descriptor",
                        "power spectrum",
                        "3",
                        "Bartók, Kondor, Csányi, PRB 2013, 87, 184115")
                .row("ACE", "descriptor", "products of ν features A", "ν + 1", "Drautz, PRB 2019, 99, 014104")
                .row("SchNet", "messages", "scalars; distances", "2", "Schütt et al., NeurIPS 2017")
                .row("PhysNet", "messages", "scalars; distances", "2", "Unke, Meuwly, JCTC 2019, 15, 3678")
                .row("HIP-NN", "messages", "scalars; distances", "2", "Lubbers, Smith, Barros, JCP 2018, 148, 241715")
                .row(
                        "DimeNet",
                        "messages on bonds",
                        "scalars; distances, angles",
                        "3",
                        "Gasteiger, Groß, Günnemann, ICLR 2020")
                .row(
                        "GemNet",
                        "messages on bonds",
                        "scalars; distances, angles, dihedrals",
                        "4",
                        "Gasteiger, Becker, Günnemann, NeurIPS 2021")
                .row("EGNN", "messages", "scalars, positions", "2", "Satorras, Hoogeboom, Welling, ICML 2021")
                .row(
                        "PaiNN",
                        "messages",
                        "scalars, vectors",
                        "2; products of vectors at the centre 3",
                        "Schütt, Unke, Gastegger, ICML 2021")
                .row("Tensor field network", "messages", "irreps", "2", "Thomas et al., arXiv 1802.08219 (2018)")
                .row("NequIP", "messages", "irreps, l to 3", "2", "Batzner et al., Nat. Commun. 2022, 13, 2453")
                .row(
                        "Allegro",
                        "products on pairs",
                        "irreps, l to 3",
                        "one more with each layer",
                        "Musaelian et al., Nat. Commun. 2023, 14, 579")
                .row("MACE", "messages", "irreps; products of 3 features A", "4", "Batatia et al., NeurIPS 2022");
    }
}
