/** Sequences of tokens from language models: drawing from logits, and generation token by token. */
package org.dmol.layers.generation;
