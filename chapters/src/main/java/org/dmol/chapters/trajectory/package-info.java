/** Chapter 20, Equivariant Neural Network for Predicting Trajectories: the next frame of a polymer. */
package org.dmol.chapters.trajectory;
