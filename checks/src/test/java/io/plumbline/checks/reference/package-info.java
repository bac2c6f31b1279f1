/** The pages under docs/reference are true. */
@NullMarked
package io.plumbline.checks.reference;

import org.jspecify.annotations.NullMarked;
