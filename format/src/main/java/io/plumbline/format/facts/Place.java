package io.plumbline.format.facts;

/**
 * Where a row stands.
 *
 * @param line of the file, from 1; in Parquet the number of the row
 */
public record Place(String file, long line) {}
