/** org.dmol.probability. */
package org.dmol.probability;
