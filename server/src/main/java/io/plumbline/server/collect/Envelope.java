package io.plumbline.server.collect;

import java.util.List;

/**
 * A body as it was read.
 *
 * @param body in UTF-8, as the drafts' places count it
 * @param outer what stands around the calls, or the only call itself
 * @param calls in the order written
 */
@SuppressWarnings("ArrayRecordComponent") // A body is passed on, never compared.
record Envelope(byte[] body, Draft outer, List<Draft> calls) {}
