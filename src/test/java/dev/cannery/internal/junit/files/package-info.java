@NullMarked
package dev.cannery.internal.junit.files;

import org.jspecify.annotations.NullMarked;
