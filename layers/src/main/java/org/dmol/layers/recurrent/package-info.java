/** Recurrent layers and the wrappers around layers over time, as {@code keras.layers}: SimpleRNN, GRU, LSTM, RNN of cells. */
package org.dmol.layers.recurrent;
