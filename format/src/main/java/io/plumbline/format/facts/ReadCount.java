package io.plumbline.format.facts;

/**
 * How much was read.
 *
 * @param rows those given to the intake
 * @param rejected those that could not be read
 * @param bytes of the files as they lie on disk
 */
public record ReadCount(long rows, long rejected, long bytes) {}
