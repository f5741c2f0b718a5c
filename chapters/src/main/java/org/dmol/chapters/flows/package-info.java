/** Chapter 15, Normalizing Flows. */
package org.dmol.chapters.flows;
