@NullMarked
package dev.cannery.junit.assertj;

import org.jspecify.annotations.NullMarked;
