/** File formats of chemistry and machine learning: XYZ and extended XYZ, MDL molfiles, bzip2, tar, TFRecord, NumPy arrays in pickles. */
package org.dmol.data.formats;
