package io.plumbline.bench.serve;

/** A running server, and the keys with which it is loaded. */
record Target(int port, String writeKey, String secretKey) {}
