/** Chapter 13, Deep Learning on Sequences: solubility from SMILES by recurrent networks and a transformer; SELFIES. */
package org.dmol.chapters.sequences;
