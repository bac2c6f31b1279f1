/** What a population's scores look like, as one page to read. */
@NullMarked
package io.plumbline.format.report;

import org.jspecify.annotations.NullMarked;
