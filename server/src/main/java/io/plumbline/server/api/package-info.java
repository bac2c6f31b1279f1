/**
 * What all requests under {@code /api/v1} have in common: problems, pages, limits, repeated
 * requests, entity tags and the document that describes it all.
 */
@NullMarked
package io.plumbline.server.api;

import org.jspecify.annotations.NullMarked;
