/** org.dmol.data. */
package org.dmol.data;
