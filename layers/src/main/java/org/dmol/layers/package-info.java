/** org.dmol.layers. */
package org.dmol.layers;
