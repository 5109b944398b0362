package dev.cannery;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The compiled classes of the product, for the architecture tests. */
final class Product {
    static final String ROOT = "dev.cannery";

    /** Far below the actual number. It only prevents a wrong path from passing every test. */
    private static final int FEWEST_CLASSES = 40;

    private Product() {}

    /** Read once for all laws, because reading takes longer than most of them. */
    private static final class Holder {
        static final JavaClasses CLASSES = read();
    }

    /**
     * Returns all classes of src/main/java.
     *
     * @throws AssertionError if too few classes are found, so that the tests would prove nothing
     */
    static JavaClasses classes() {
        return Holder.CLASSES;
    }

    private static JavaClasses read() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(ROOT);
        if (classes.size() < FEWEST_CLASSES) {
            throw new AssertionError(
                    "only " + classes.size() + " classes were found, are the laws looking at the right place?");
        }
        return classes;
    }

    /** Returns the packages of the plan below the root that contain a class besides package-info. */
    static Set<String> packages(JavaClasses classes) {
        return classes.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(Product::packageOf)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the package of the plan that a class belongs to: {@code contract} for {@code internal.contract.rule} too. */
    static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(ROOT)) {
            return "";
        }
        return name.substring(ROOT.length() + 1)
                .replaceFirst("^internal\\.", "")
                .split("\\.", 2)[0];
    }

    /** Matches classes of these packages, public or internal, and of their sub-packages. */
    static DescribedPredicate<JavaClass> in(String... packages) {
        String[] patterns = Arrays.stream(packages)
                .flatMap(name -> Stream.of(ROOT + "." + name + "..", ROOT + ".internal." + name + ".."))
                .toArray(String[]::new);
        return JavaClass.Predicates.resideInAnyPackage(patterns);
    }
}
