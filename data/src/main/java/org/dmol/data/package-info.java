/**
 * Data sets: a catalogue of what there is, finding, downloading and checking files, generated stand-ins, CSV tables and splits.
 *
 * <p>Start at {@link org.dmol.data.DataStore}; the loaders are in {@code org.dmol.data.sets}.
 */
package org.dmol.data;
