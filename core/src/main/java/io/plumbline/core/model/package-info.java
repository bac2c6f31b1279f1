/** What is believed: a scoring model as its author wrote it. */
@NullMarked
package io.plumbline.core.model;

import org.jspecify.annotations.NullMarked;
