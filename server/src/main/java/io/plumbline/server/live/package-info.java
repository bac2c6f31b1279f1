/**
 * Scores that are always right: takes facts in, keeps them, folds them, scores whom they concern
 * and tells everybody who has to know.
 */
@NullMarked
package io.plumbline.server.live;

import org.jspecify.annotations.NullMarked;
