/** What the test extension is built on, apart from what users name. */
@NullMarked
package dev.cannery.internal.junit;

import org.jspecify.annotations.NullMarked;
