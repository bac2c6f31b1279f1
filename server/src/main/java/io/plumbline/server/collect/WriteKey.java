package io.plumbline.server.collect;

/**
 * Leave to write events, and nothing else. Write keys stand in web pages: they are no secrets.
 *
 * @param label what people call it; stands with every fact that came through it
 */
public record WriteKey(String label) {}
