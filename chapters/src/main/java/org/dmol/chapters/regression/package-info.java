/** Chapter 3, Regression and Model Assessment. */
package org.dmol.chapters.regression;
