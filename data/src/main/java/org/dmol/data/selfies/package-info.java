/**
 * SELFIES 2.x: SMILES to SELFIES and back, without any chemistry library.
 *
 * <p>SELFIES (Krenn et al., Mach. Learn.: Sci. Technol. 2020, 1, 045024; Lo et al., Digital Discovery 2023, 2, 897) is a string language
 * of molecules in which every string over its alphabet is a molecule. {@link org.dmol.data.selfies.Selfies} is the entry point; it is
 * immutable, holds its {@link org.dmol.data.selfies.BondConstraints} itself (nothing is global) and may be used by many threads. The
 * codec is a port of the Python package <a href="https://github.com/aspuru-guzik-group/selfies">selfies</a> 2.2.0 (Apache-2.0), written
 * afresh, and gives the same strings.
 */
package org.dmol.data.selfies;
