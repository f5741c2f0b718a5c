/** Chapter 18, Hyperparameter Tuning. */
package org.dmol.chapters.tuning;
