package dev.cannery;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Rules for names of types and methods. */
class NamingTest {
    private static final JavaClasses CLASSES = Product.classes();

    @Test
    void noTypeHasANameWithoutMeaning() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager)([$].*)?|.*Common.*")
                .because("such a name does not say what the type is")
                .check(CLASSES);
    }

    @Test
    void noTypeNameContainsTheBrand() {
        noClasses().should().haveSimpleNameContaining("Cannery").check(CLASSES);
    }

    @Test
    void noAcronymIsWrittenInCapitals() {
        noClasses()
                .that()
                .areNotAnonymousClasses()
                .should()
                .haveNameMatching(".*[.$]\\w*[A-Z]{3,}[a-z]\\w*")
                .because("acronyms are words: SseFrame")
                .check(CLASSES);
    }

    @Test
    void noTwoTopLevelTypesShareAName() {
        Map<String, Set<String>> packages = CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getPackageName, toSet())));

        assertThat(packages)
                .hasSizeGreaterThan(400)
                .allSatisfy((name, in) ->
                        assertThat(in).as("packages with a type %s", name).hasSize(1));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
                .hasSizeGreaterThan(40)
                .allSatisfy(one -> assertThat(one.isAnnotatedWith(NullMarked.class))
                        .as("@NullMarked on %s", one.getName())
                        .isTrue());
    }

    @Test
    void noPublicMethodHasAGetPrefix() {
        noMethods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and(describe("are named here, not by a library's type", method -> !isNamedElsewhere(method)))
                .should()
                .haveNameMatching("get(\\p{Lu}.*)?")
                .check(CLASSES);
    }

    private static boolean isNamedElsewhere(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return Stream.concat(owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
                .filter(type -> !type.getPackageName().startsWith(Product.ROOT))
                .flatMap(type -> type.getMethods().stream())
                .anyMatch(other -> other.getName().equals(method.getName())
                        && other.getRawParameterTypes().size()
                                == method.getRawParameterTypes().size());
    }
}
