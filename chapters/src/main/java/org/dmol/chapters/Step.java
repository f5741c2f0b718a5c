package org.dmol.chapters;

import java.util.List;

/**
 * One step of a chapter's specification.
 *
 * @param id chapter and step number, such as {@code 06.4}
 * @param title a few words
 * @param shows what the reader sees or learns here, one sentence
 * @param action the work
 * @param needs ids of the steps that must run before this one; null means all earlier steps
 */
public record Step(String id, String title, String shows, Action action, List<String> needs) {

    /** The work of a step. */
    @FunctionalInterface
    public interface Action {
        void run(Run run) throws Exception;
    }

    /** A step that builds on all earlier ones. */
    public static Step of(String id, String title, String shows, Action action) {
        return new Step(id, title, shows, action, null);
    }

    /** The same step, needing only the named earlier ones, so that {@code --step} runs less. */
    public Step after(String... ids) {
        return new Step(id, title, shows, action, List.of(ids));
    }

    /** The same step, needing no other. */
    public Step alone() {
        return after();
    }
}
