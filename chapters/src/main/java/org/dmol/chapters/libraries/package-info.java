/** Timings of the libraries, which belong to no chapter. */
package org.dmol.chapters.libraries;
