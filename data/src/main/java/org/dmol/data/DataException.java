package org.dmol.data;

/**
 * Data that cannot be had or cannot be used. The message is one sentence that names the data, what is wrong and what can be done; it
 * is meant to be shown to a user as it is.
 */
public class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the sentence. */
    public DataException(String message) {
        super(message);
    }

    /** With the sentence and what led to it. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
