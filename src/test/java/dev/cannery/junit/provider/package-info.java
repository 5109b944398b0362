@NullMarked
package dev.cannery.junit.provider;

import org.jspecify.annotations.NullMarked;
