/** Chapter 5, Kernel Learning. */
package org.dmol.chapters.kernel;
