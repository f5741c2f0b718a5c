/** Sequential, functional and subclassed models: layers that can be compiled, fitted, evaluated and asked for predictions. */
package org.dmol.layers.models;
