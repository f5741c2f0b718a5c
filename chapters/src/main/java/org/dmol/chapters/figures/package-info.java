/** Figures: matplotlib's vocabulary over JFreeChart's axes, saved as SVG, PNG and animated GIF. */
package org.dmol.chapters.figures;
