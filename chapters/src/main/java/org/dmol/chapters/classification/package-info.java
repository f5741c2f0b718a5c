/** Chapter 4, Classification. */
package org.dmol.chapters.classification;
