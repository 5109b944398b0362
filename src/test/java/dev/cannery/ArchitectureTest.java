package dev.cannery;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 1: data flows one way, and a library is known to one package. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = Product.classes();

    /**
     * The packages that each package may use besides itself and its own sub-packages. {@link #ROOT_TYPES} lists the types of the
     * root package that internal packages may use.
     */
    private static final Map<String, Set<String>> STANDS_ON = Map.ofEntries(
            Map.entry("wire", Set.of()),
            Map.entry("chat", Set.of("wire")),
            Map.entry("source", Set.of("chat", "wire")),
            Map.entry("profile", Set.of("chat", "source", "wire")),
            Map.entry("contract", Set.of("chat", "profile", "source", "wire")),
            Map.entry("matching", Set.of("chat", "contract", "source", "wire")),
            Map.entry("response", Set.of("chat", "contract", "source", "wire")),
            Map.entry("server", Set.of("chat", "contract", "matching", "profile", "response", "source", "wire")),
            Map.entry(
                    "junit",
                    Set.of(
                            "chat",
                            "contract",
                            "matching",
                            "profile",
                            "record",
                            "response",
                            "server",
                            "source",
                            "target",
                            "verify",
                            "wire")),
            Map.entry(
                    "record",
                    Set.of(
                            "chat",
                            "contract",
                            "matching",
                            "profile",
                            "response",
                            "server",
                            "source",
                            "target",
                            "wire")),
            Map.entry(
                    "console",
                    Set.of("chat", "contract", "matching", "profile", "response", "server", "source", "wire")),
            Map.entry("target", Set.of("chat", "contract", "profile", "source", "wire")),
            // verification compares the form of responses with that of the mock
            Map.entry(
                    "verify",
                    Set.of("chat", "contract", "matching", "profile", "response", "source", "target", "wire")),
            Map.entry(
                    "restassured",
                    Set.of("chat", "contract", "matching", "profile", "source", "target", "verify", "wire")),
            Map.entry(
                    "cli",
                    Set.of(
                            "chat",
                            "console",
                            "contract",
                            "junit",
                            "matching",
                            "profile",
                            "record",
                            "response",
                            "server",
                            "source",
                            "target",
                            "verify",
                            "wire")));

    /**
     * The types of the root package that each internal package may use. All other root types are facades over internal
     * packages, which must not depend on them.
     */
    private static final Map<String, Set<String>> ROOT_TYPES = Map.ofEntries(
            Map.entry("wire", Set.of()),
            Map.entry("chat", Set.of("JsonKind", "LineEnd")),
            Map.entry("source", Set.of("InvalidFilesException")),
            Map.entry("profile", Set.of("FinishReason", "JsonKind", "LineEnd")),
            Map.entry(
                    "contract",
                    Set.of("Contract", "FinishReason", "Interaction", "JsonKind", "LineEnd", "Misbehaviour")),
            Map.entry("matching", Set.of("RecordedExchange")),
            Map.entry("response", Set.of("FinishReason", "LineEnd", "Misbehaviour")),
            Map.entry(
                    "server",
                    Set.of(
                            "Contract",
                            "Misbehaviour",
                            "RecordedExchange",
                            "RecordedRequest",
                            "Responder",
                            "Response",
                            "ServerStartException")),
            Map.entry("junit", Set.of("RecordedExchange", "RecordedRequest")),
            Map.entry("record", Set.of("FinishReason", "JsonKind")),
            Map.entry("target", Set.of()),
            Map.entry("verify", Set.of("FinishReason")),
            Map.entry("cli", Set.of("ServerStartException")));

    /** Packages of the plan that contain no class yet. Their rules apply once the name is removed here. */
    private static final Set<String> NOT_BUILT_YET = Set.of("console");

    static Set<String> builtPackages() {
        return Product.packages(CLASSES);
    }

    @Test
    void everyPackageOfThePlanExistsOrIsListedAsMissing() {
        Set<String> expected = new TreeSet<>(STANDS_ON.keySet());
        expected.removeAll(NOT_BUILT_YET);

        assertThat(builtPackages())
                .as("packages that hold classes: take a new one out of NOT_BUILT_YET, and give an unknown one its place"
                        + " in STANDS_ON")
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("builtPackages")
    void aPackageUsesOnlyThePackagesBelowIt(String name) {
        Set<String> strangers = new TreeSet<>(STANDS_ON.keySet());
        strangers.remove(name);
        strangers.removeAll(STANDS_ON.getOrDefault(name, Set.of()));

        noClasses()
                .that(Product.in(name))
                .should()
                .dependOnClassesThat(Product.in(strangers.toArray(String[]::new)))
                .check(CLASSES);
    }

    @Test
    void anInternalPackageUsesOnlyItsListedTypesOfTheRoot() {
        Map<String, Set<String>> named = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            if (type.getPackageName().startsWith(Product.ROOT + ".internal.")
                    && !type.getSimpleName().equals("package-info")) {
                Set<String> ofPackage = named.computeIfAbsent(Product.packageOf(type), name -> new TreeSet<>());
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(target -> target.getPackageName().equals(Product.ROOT))
                        .forEach(target -> ofPackage.add(outermost(target).getSimpleName()));
            }
        }

        assertThat(named)
                .as("types of %s that each internal package names; one that is new here needs a reason", Product.ROOT)
                .isEqualTo(ROOT_TYPES);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    @Test
    void packagesAndSubPackagesFormNoCycle() {
        slices().matching(Product.ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheServerKnowsWireMockAndJetty() {
        onlyIn(
                "server",
                "com.github.tomakehurst..",
                "org.wiremock..",
                "wiremock..",
                "org.eclipse.jetty..",
                "jakarta..");
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        onlyIn("cli", "picocli..");
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that(not(Product.in("cli")))
                .should(ACCESS_STANDARD_STREAMS)
                .because("a library leaves the console to its user")
                .check(CLASSES);
    }

    @Test
    void onlyTheTargetUsesTheJdksHttpClient() {
        onlyIn("target", "java.net.http..");
    }

    @Test
    void onlyTheTestExtensionKnowsJUnit() {
        noClasses()
                .that(not(Product.in("junit")).and(not(resideInAnyPackage("dev.cannery.verify"))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.junit..", "org.opentest4j.."))
                .because("JUnit is optional: it belongs to the test extension and to ContractTests")
                .check(CLASSES);
    }

    @Test
    void onlyTheAssertionsPackageKnowsAssertJ() {
        onlyIn("junit.assertj", "org.assertj..");
    }

    @Test
    void onlyTheFilterKnowsRestAssured() {
        onlyIn("restassured", "io.restassured..");
    }

    /** Readers of a stream get events from the wire package, and completions from its joiner. */
    @Test
    void eventsAreReadAndChunksJoinedInOnePlaceEach() throws IOException {
        Pattern reading = Pattern.compile("\"\\[DONE]\"|(?:startsWith|equals)\\(\"(?:event|data: )");
        Pattern joining = Pattern.compile("\\(\"(?:delta|obfuscation)\"\\).*\\(\"message\"\\)");

        assertThat(sourcesWith(reading)).containsExactly("SseEvent.java");
        assertThat(sourcesWith(joining)).containsExactly("ChunkJoiner.java");
    }

    @Test
    void constantsBecomeWordsInOnePlace() throws IOException {
        assertThat(sourcesWith(Pattern.compile("name\\(\\)\\s*\\.toLowerCase\\(")))
                .containsExactly("Words.java");
    }

    private static List<String> sourcesWith(Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> found = new ArrayList<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (pattern.matcher(Files.readString(file)).find()) {
                    found.add(file.getFileName().toString());
                }
            }
            return found;
        }
    }

    /** A project under src/it checks every call with such a version. */
    @Test
    void usesJacksonOnlyAsOfVersion215() {
        noClasses()
                .should()
                .callMethodWhere(
                        target(nameMatching("(value|entry|property)Stream|forEachEntry|with(Object|Array)Property")))
                .because("users have Jackson from 2.15 on; Json has what is missing there")
                .check(CLASSES);
    }

    private static void onlyIn(String owner, String... libraries) {
        noClasses()
                .that(not(Product.in(owner)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraries))
                .because("it belongs to " + owner)
                .check(CLASSES);
    }
}
