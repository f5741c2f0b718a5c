/** What happens between epochs: early stopping, checkpoints, learning rates, logs. */
package org.dmol.layers.callbacks;
