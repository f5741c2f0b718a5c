/**
 * Search for settings, such as learning rates and widths of a network: a space of settings, ways to choose the next point in it (grid, random,
 * Gaussian process), and ways to spend less on bad points (median stopping, successive halving, Hyperband). Nothing here knows what is tuned.
 */
package org.dmol.data.tuning;
