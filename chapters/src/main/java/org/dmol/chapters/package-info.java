/** The chapters of the textbook as programs, and what they share: steps, settings, runs. */
package org.dmol.chapters;
