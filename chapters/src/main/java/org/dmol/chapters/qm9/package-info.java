/** Chapter 16: energies and forces of density functional theory by networks. */
package org.dmol.chapters.qm9;
