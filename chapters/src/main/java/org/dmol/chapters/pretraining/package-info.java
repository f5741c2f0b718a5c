/** Chapter 21: an encoder of SMILES pre-trained on unlabelled strings, then fine-tuned on a few solubilities. */
package org.dmol.chapters.pretraining;
