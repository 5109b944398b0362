/** For REST Assured: a filter that checks calls against a contract, and matchers for completions. */
@NullMarked
package dev.cannery.restassured;

import org.jspecify.annotations.NullMarked;
