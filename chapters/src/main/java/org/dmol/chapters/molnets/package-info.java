/** Chapter 19: what networks on molecules see, and potentials with and without vectors. */
package org.dmol.chapters.molnets;
