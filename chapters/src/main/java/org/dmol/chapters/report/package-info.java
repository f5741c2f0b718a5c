/** What a run puts out: metrics with verdicts, tables, the HTML report, JSON files. */
package org.dmol.chapters.report;
