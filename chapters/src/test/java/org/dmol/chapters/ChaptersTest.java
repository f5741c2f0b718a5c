package org.dmol.chapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.List;
import org.dmol.data.Catalogue;
import org.junit.jupiter.api.Test;

class ChaptersTest {
    @Test
    void chaptersAreInTheBooksOrderWithStepsNumberedAfterThem() {
        List<Chapter> all = Chapters.all();
        assertThat(all).extracting(Chapter::number).isSorted().doesNotHaveDuplicates();
        assertThat(all).extracting(Chapter::slug).doesNotHaveDuplicates();
        for (Chapter c : all) {
            assertThat(c.steps())
                    .extracting(Step::id)
                    .doesNotHaveDuplicates()
                    .allMatch(id -> id.startsWith(c.number() + "."));
            assertThat(c.seconds(false)).as(c.slug() + " states its time").isPositive();
            c.data().forEach(Catalogue.standard()::get);
        }
    }

    @Test
    void theReadmeNamesEveryChapter() throws Exception {
        String readme = Files.readString(Python.projectRoot().resolve("README.md"));
        assertThat(Chapters.all())
                .allSatisfy(c -> assertThat(readme)
                        .contains("| " + Integer.parseInt(c.number()) + " | `" + c.slug() + "` | " + c.title() + " |"));
    }

    @Test
    void chaptersAreFoundBySlugNumberAndPackage() {
        assertThat(Chapters.find("tensors").number()).isEqualTo("01");
        assertThat(Chapters.find("1").slug()).isEqualTo("tensors");
        assertThat(Chapters.find("01").slug()).isEqualTo("tensors");
        assertThatThrownBy(() -> Chapters.find("tensrs")).hasMessage("Unknown chapter 'tensrs'; did you mean tensors?");
    }
}
