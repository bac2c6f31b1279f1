/** What is believed: the scoring model, its rules and its conditions. */
@NullMarked
package io.plumbline.core.model;

import org.jspecify.annotations.NullMarked;
