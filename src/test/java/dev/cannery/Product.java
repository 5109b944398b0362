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

/** The compiled classes of the product, as the law tests read them. */
final class Product {
    static final String ROOT = "dev.cannery";

    /** Far below what there is: it only keeps a wrong path from passing every law. */
    private static final int FEWEST_CLASSES = 40;

    private Product() {}

    /**
     * All classes of src/main/java.
     *
     * @throws AssertionError when too few are found for the laws to mean anything
     */
    static JavaClasses classes() {
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

    /** The packages of the plan below the root that hold a class; one that only has its package-info is not built yet. */
    static Set<String> packages(JavaClasses classes) {
        return classes.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(Product::packageOf)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The package of the plan that a class is in: {@code contract} for {@code internal.contract.rule} too. */
    static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(ROOT)) {
            return "";
        }
        return name.substring(ROOT.length() + 1)
                .replaceFirst("^internal\\.", "")
                .split("\\.", 2)[0];
    }

    /** Classes of these packages, at the front door or internal, and of the packages inside them. */
    static DescribedPredicate<JavaClass> in(String... packages) {
        String[] patterns = Arrays.stream(packages)
                .flatMap(name -> Stream.of(ROOT + "." + name + "..", ROOT + ".internal." + name + ".."))
                .toArray(String[]::new);
        return JavaClass.Predicates.resideInAnyPackage(patterns);
    }
}
