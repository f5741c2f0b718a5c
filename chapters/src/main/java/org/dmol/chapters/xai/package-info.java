/** Chapter 11, Explaining Predictions. */
package org.dmol.chapters.xai;
