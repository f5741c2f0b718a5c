/** Plain numeric arrays with a shape, their files, and NumPy's legacy random numbers. */
package org.dmol.array;
