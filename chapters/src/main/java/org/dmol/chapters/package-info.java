/** org.dmol.chapters. */
package org.dmol.chapters;
