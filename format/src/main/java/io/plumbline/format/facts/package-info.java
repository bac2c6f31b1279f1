/** Leads and events as files: CSV, NDJSON and Parquet, plain or gzip, read into a population. */
@NullMarked
package io.plumbline.format.facts;

import org.jspecify.annotations.NullMarked;
