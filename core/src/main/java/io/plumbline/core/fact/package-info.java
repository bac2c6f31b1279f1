/** What is known: subjects, their attributes and events. */
@NullMarked
package io.plumbline.core.fact;

import org.jspecify.annotations.NullMarked;
