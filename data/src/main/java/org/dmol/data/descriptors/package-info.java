/**
 * Numbers of a molecule: the RDKit descriptors of AqSolDB, a wide descriptor set, fingerprints, similarity, and STONED mutation.
 */
package org.dmol.data.descriptors;
