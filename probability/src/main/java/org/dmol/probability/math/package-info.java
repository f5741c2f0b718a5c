/** What distributions and bijectors are written with: operands with arithmetic, shapes, random noise, special functions. */
package org.dmol.probability.math;
