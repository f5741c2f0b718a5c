/** The command line. */
package org.dmol.chapters.cli;
