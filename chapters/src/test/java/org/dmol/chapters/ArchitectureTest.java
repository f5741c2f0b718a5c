package org.dmol.chapters;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The arrows between the modules. */
class ArchitectureTest {
    private static final String ARRAYS = "org.dmol.array..";
    private static final String DATA = "org.dmol.data..";
    private static final String TF = "org.dmol.tf..";
    private static final String LAYERS = "org.dmol.layers..";
    private static final String PROBABILITY = "org.dmol.probability..";
    private static final String CHAPTERS = "org.dmol.chapters..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.dmol");

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    @Test
    void arraysStandAlone() {
        check(noClasses()
                .that()
                .resideInAPackage(ARRAYS)
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(ARRAYS, "java.."))));
    }

    @Test
    void dataHasNoTensorFlow() {
        check(noClasses()
                .that()
                .resideInAPackage(DATA)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.tensorflow..", TF, LAYERS, PROBABILITY, CHAPTERS));
    }

    @Test
    void tfIsBelow() {
        check(noClasses()
                .that()
                .resideInAPackage(TF)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DATA, LAYERS, PROBABILITY, CHAPTERS));
    }

    @Test
    void layersAreBelowProbability() {
        check(noClasses()
                .that()
                .resideInAPackage(LAYERS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DATA, PROBABILITY, CHAPTERS));
    }

    @Test
    void nobodyUsesChapters() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(CHAPTERS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CHAPTERS));
    }

    @Test
    void onlyTfCoreRunsSessions() {
        check(noClasses()
                .that(not(resideInAPackage(TF)))
                .should()
                .dependOnClassesThat(resideInAPackage("org.tensorflow.internal..")
                        .or(JavaClass.Predicates.equivalentTo(org.tensorflow.Session.class))
                        .or(JavaClass.Predicates.equivalentTo(org.tensorflow.SavedModelBundle.class))));
    }

    @Test
    void chaptersDoNotUseEachOther() {
        check(slices().matching("org.dmol.chapters.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAnyPackage(
                                "org.dmol.chapters.cli..",
                                "org.dmol.chapters.report..",
                                "org.dmol.chapters.figures..",
                                "org.dmol.chapters.web.."),
                        alwaysTrue())
                .ignoreDependency(
                        alwaysTrue(),
                        resideInAnyPackage(
                                "org.dmol.chapters.cli..",
                                "org.dmol.chapters.report..",
                                "org.dmol.chapters.figures..",
                                "org.dmol.chapters.web..")));
    }
}
