/** What is known: subjects, events and the values they hold. */
@NullMarked
package io.plumbline.core.fact;

import org.jspecify.annotations.NullMarked;
