package org.dmol.probability;

import org.dmol.probability.math.Expr;

/**
 * Random draws with their log-probabilities.
 *
 * @param value shape (sample shape, batch, event)
 * @param logProb shape (sample shape, batch)
 */
public record Sampled(Expr value, Expr logProb) {}
