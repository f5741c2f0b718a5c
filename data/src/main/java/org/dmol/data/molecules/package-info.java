/**
 * Molecules: SMILES to molecule with RDKit's acceptance, clean-up, hydrogens, aromaticity and atom order; graphs for
 * models; Murcko scaffolds; drawings.
 */
package org.dmol.data.molecules;
