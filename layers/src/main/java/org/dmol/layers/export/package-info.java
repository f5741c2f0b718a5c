/** Models in forms that other programs load. */
package org.dmol.layers.export;
