/**
 * Stores in SQLite and PostgreSQL: one class for each port, written once for both. What differs is
 * in {@link io.plumbline.store.jdbc.Dialect}. SQL is written as PostgreSQL takes it.
 */
@NullMarked
package io.plumbline.store.jdbc;

import org.jspecify.annotations.NullMarked;
