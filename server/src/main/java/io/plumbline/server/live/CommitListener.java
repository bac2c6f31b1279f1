package io.plumbline.server.live;

import java.util.List;

/** Hears, on the write lane, of subjects that changed, after each commit that changed any. */
public interface CommitListener {
  void committed(List<SubjectUpdate> updates);
}
