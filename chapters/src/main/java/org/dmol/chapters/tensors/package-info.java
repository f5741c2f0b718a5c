/** Chapter 1, Tensors and Shapes. */
package org.dmol.chapters.tensors;
