package io.plumbline.server.collect;

/** How much is taken from outside at once. {@code docs/reference/collection.md} states them all. */
final class CollectionLimits {
  /** The longest body, as sent and inflated. Libraries promise 500 KB; some send more. */
  static final int BODY_BYTES = 4 << 20;

  /** A longer body is read to this length, so that its sender hears why it is refused. */
  static final int DISCARDED_BYTES = 16 << 20;

  static final int EVENTS = 2_500;
  static final int EVENT_BYTES = 32 << 10;

  /** Values of one event, elements of lists counted. */
  static final int VALUES = 1_000;

  /** Objects in objects whose values are still taken. */
  static final int DEPTH = 5;

  static final int NAME_CHARACTERS = 200;
  static final int TYPE_CHARACTERS = 200;
  static final int ID_CHARACTERS = 255;
  static final int MESSAGE_ID_CHARACTERS = 100;
  static final int KEY_CHARACTERS = 200;

  /** What is kept of an event that could not be taken. */
  static final int PAYLOAD_BYTES = EVENT_BYTES;

  /** What is kept with such an event of the context that stands around its batch. */
  static final int CONTEXT_BYTES = 4 << 10;

  private CollectionLimits() {}
}
