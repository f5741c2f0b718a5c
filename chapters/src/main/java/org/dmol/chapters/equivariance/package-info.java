/** Chapter 10: groups, convolutions on them, rotations in space, and networks whose outputs turn with their inputs. */
package org.dmol.chapters.equivariance;
