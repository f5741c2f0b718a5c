package org.dmol.chapters;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules. */
@AnalyzeClasses(packages = "org.dmol", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ARRAYS = "org.dmol.array..";
    private static final String DATA = "org.dmol.data..";
    private static final String TF = "org.dmol.tf..";
    private static final String LAYERS = "org.dmol.layers..";
    private static final String PROBABILITY = "org.dmol.probability..";
    private static final String CHAPTERS = "org.dmol.chapters..";

    @ArchTest
    static final ArchRule arraysStandAlone = noClasses()
            .that()
            .resideInAPackage(ARRAYS)
            .should()
            .dependOnClassesThat(not(resideInAnyPackage(ARRAYS, "java..")));

    @ArchTest
    static final ArchRule dataHasNoTensorFlow = noClasses()
            .that()
            .resideInAPackage(DATA)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tensorflow..", TF, LAYERS, PROBABILITY, CHAPTERS);

    @ArchTest
    static final ArchRule tfIsBelow = noClasses()
            .that()
            .resideInAPackage(TF)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DATA, LAYERS, PROBABILITY, CHAPTERS);

    @ArchTest
    static final ArchRule layersAreBelowProbability = noClasses()
            .that()
            .resideInAPackage(LAYERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DATA, PROBABILITY, CHAPTERS);

    @ArchTest
    static final ArchRule nobodyUsesChapters = noClasses()
            .that()
            .resideOutsideOfPackage(CHAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CHAPTERS);

    @ArchTest
    static final ArchRule onlyTfCoreRunsSessions = noClasses()
            .that(not(resideInAPackage(TF)))
            .should()
            .dependOnClassesThat(resideInAPackage("org.tensorflow.internal..")
                    .or(JavaClass.Predicates.equivalentTo(org.tensorflow.Session.class))
                    .or(JavaClass.Predicates.equivalentTo(org.tensorflow.SavedModelBundle.class)));

    @ArchTest
    static final ArchRule chaptersDoNotUseEachOther = slices().matching("org.dmol.chapters.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAnyPackage(
                            "org.dmol.chapters.cli..", "org.dmol.chapters.report..", "org.dmol.chapters.figures.."),
                    alwaysTrue())
            .ignoreDependency(
                    alwaysTrue(),
                    resideInAnyPackage(
                            "org.dmol.chapters.cli..", "org.dmol.chapters.report..", "org.dmol.chapters.figures.."));
}
