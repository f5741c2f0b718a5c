/** Chapter 17, Generative RNN in the browser: molecules from random SELFIES tokens and from a gated recurrent language model. */
package org.dmol.chapters.generator;
