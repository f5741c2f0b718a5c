/** Chapter 2, Introduction to Machine Learning. */
package org.dmol.chapters.mlintroduction;
