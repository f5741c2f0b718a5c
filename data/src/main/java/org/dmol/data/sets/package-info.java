/**
 * Loaders of the data sets of the catalogue: each turns a checked file into typed rows or arrays, with the units in the names or in the
 * documentation. Bad rows of tables are left out and listed.
 *
 * <pre>{@code
 * AqSolDb data = AqSolDb.load(DataStore.standard());
 * Nd x = data.features();     // [9982, 17]
 * Nd y = data.solubility();   // [9982], log10(mol/L)
 * }</pre>
 */
package org.dmol.data.sets;
