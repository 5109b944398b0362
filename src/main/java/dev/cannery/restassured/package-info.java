/** For REST Assured: a filter that holds a user's own calls to a contract, and matchers for completions. */
@NullMarked
package dev.cannery.restassured;

import org.jspecify.annotations.NullMarked;
