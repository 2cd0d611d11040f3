package io.basis.local;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The rules between modules and packages; they stand here because only this module sees all the others. */
@AnalyzeClasses(packages = "io.basis", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> SERVICE = resideInAnyPackage(
            "io.basis.marketdata..",
            "io.basis.risk..",
            "io.basis.pnl..",
            "io.basis.strategy..",
            "io.basis.execution..");

    private static final DescribedPredicate<JavaClass> SERVICE_CORE = SERVICE.and(
                    DescribedPredicate.not(resideInAPackage("..app..")))
            .as("are service classes outside packages named app");

    private static final DescribedPredicate<JavaClass> PURE =
            SERVICE_CORE.or(resideInAPackage("io.basis.domain..")).as("are in the domain or in the core of a service");

    /**
     * Types, and members of types, that give another value on every run.
     *
     * <p>A generator with a seed would be determined by its input, but it differs from one without only in the
     * parameters of its constructor, and a sequence of random numbers is state: neither is made in pure code.
     */
    private static final Set<String> NONDETERMINISTIC = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.time.Clock.system",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.util.Date.<init>",
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.util.UUID.randomUUID",
            "java.util.Random.<init>",
            "java.util.SplittableRandom.<init>",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom");

    @ArchTest
    static final ArchRule domainDependsOnTheLanguageOnly = classes()
            .that()
            .resideInAPackage("io.basis.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.basis.domain..", "java..", "org.jspecify..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule servicesDoNotDependOnEachOther = slices().matching(
                    "io.basis.(marketdata|risk|pnl|strategy|execution)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule venuesAndMessagingDoNotDependOnEachOther =
            slices().matching("io.basis.(venues|messaging)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule onlyBacktestAndLocalDependOnServices = noClasses()
            .that()
            .resideInAnyPackage("io.basis.domain..", "io.basis.venues..", "io.basis.messaging..")
            .should()
            .dependOnClassesThat(SERVICE);

    @ArchTest
    static final ArchRule frameworksAndInputOutputStayInAppPackages = noClasses()
            .that(SERVICE_CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.vertx..",
                    "io.micrometer..",
                    "io.opentelemetry..",
                    "jakarta..",
                    "org.apache.kafka..",
                    "org.eclipse.microprofile..",
                    "org.hibernate..",
                    "org.jboss..",
                    "org.slf4j..",
                    "java.sql..",
                    "javax.sql..",
                    "java.net.http..",
                    "java.util.logging..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule pureCodeReadsNoClockAndDrawsNoRandomness = noClasses()
            .that(PURE)
            .should()
            .accessTargetWhere(describe("is a clock or a source of randomness", ArchitectureTest::isNondeterministic))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobodyDependsOnLocal = noClasses()
            .that()
            .resideOutsideOfPackage("io.basis.local..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.basis.local..")
            .allowEmptyShould(true);

    private static boolean isNondeterministic(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String member = access.getTarget().getName();
        return (owner.startsWith("java.time.") && member.equals("now"))
                || NONDETERMINISTIC.contains(owner)
                || NONDETERMINISTIC.contains(owner + "." + member);
    }
}
