/**
 * Molecules and proteins as text: tokenizers, vocabularies with their files, padding and one-hot arrays.
 *
 * <p>{@link org.dmol.data.text.Tokenizer} cuts strings into tokens, {@link org.dmol.data.text.Vocabulary} numbers them, and
 * {@link org.dmol.data.text.TextEncoder} puts both together and makes arrays.
 */
package org.dmol.data.text;
