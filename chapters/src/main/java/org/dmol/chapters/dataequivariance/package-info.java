/** Chapter 9, Input Data and Equivariances: which changes of the input leave the output alone. */
package org.dmol.chapters.dataequivariance;
