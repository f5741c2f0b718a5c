/** Chapter 6, Deep Learning Overview. */
package org.dmol.chapters.overview;
