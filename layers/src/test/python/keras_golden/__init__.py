"""Golden values of Keras for the tests of the Java layers."""
