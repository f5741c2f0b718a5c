/** Chapter 14, Variational Autoencoder. */
package org.dmol.chapters.vae;
