@NullMarked
package dev.cannery.restassured;

import org.jspecify.annotations.NullMarked;
