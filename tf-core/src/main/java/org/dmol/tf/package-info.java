/**
 * What the other modules need of TensorFlow: the runtime and its devices, traces ({@link org.dmol.tf.Ctx}), compiled programs
 * ({@link org.dmol.tf.Program}), functions with gradients ({@link org.dmol.tf.Fn}) and exports. Only this package touches sessions.
 */
package org.dmol.tf;
