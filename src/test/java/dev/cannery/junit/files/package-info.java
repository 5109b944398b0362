@NullMarked
package dev.cannery.junit.files;

import org.jspecify.annotations.NullMarked;
