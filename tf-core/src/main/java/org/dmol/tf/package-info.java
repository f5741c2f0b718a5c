/** org.dmol.tf. */
package org.dmol.tf;
