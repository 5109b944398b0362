package dev.cannery.verify.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A request of an interaction as a consumer would send it.
 *
 * @param turn which turn it is for, from 0
 * @param body the body, not to be changed
 * @param headers the headers that the contract asks for, none of them secret
 * @param origin where it is from, as {@code the contract's examples}
 */
public record PlannedRequest(int turn, ObjectNode body, Map<String, String> headers, String origin) {}
