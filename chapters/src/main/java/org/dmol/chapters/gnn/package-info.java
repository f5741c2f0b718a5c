/** Chapter 8, Graph Neural Networks. */
package org.dmol.chapters.gnn;
