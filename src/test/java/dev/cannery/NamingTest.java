package dev.cannery;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Law 4's names: a type says what it is, a method what it gives. */
class NamingTest {
    private static final JavaClasses CLASSES = Product.classes();

    @Test
    void noTypeIsNamedAfterAHabit() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager)([$].*)?|.*Common.*")
                .because("such a name does not say what the type is")
                .check(CLASSES);
    }

    @Test
    void theBrandIsNoPartOfATypesName() {
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
