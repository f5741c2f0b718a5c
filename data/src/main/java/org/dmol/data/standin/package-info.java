/** Rules that generate data in the form of the real data sets, for machines that cannot have those. */
package org.dmol.data.standin;
