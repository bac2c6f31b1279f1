package io.plumbline.server.publish;

import io.plumbline.server.live.FoldedSubjects;
import io.plumbline.server.live.Rescoring;
import io.plumbline.server.live.VersionListener;
import io.plumbline.server.live.WriteLane;
import io.plumbline.server.notice.ModelNews;
import io.plumbline.server.notice.NoticePreview;
import io.plumbline.store.Store;
import java.time.InstantSource;
import java.util.List;

/**
 * What publishing works with.
 *
 * @param active the versions that score now, which publishing alone changes
 * @param told are told of the changes of a run where whoever started it asked for that
 * @param versions hear of scores that are made aside
 * @param news hears of versions that became live
 * @param preview says what would be sent
 */
public record PublishParts(
    Store store,
    WriteLane lane,
    Rescoring rescoring,
    FoldedSubjects codec,
    ActiveVersions active,
    InstantSource clock,
    Tellers told,
    List<VersionListener> versions,
    List<ModelNews> news,
    NoticePreview preview) {
  public PublishParts {
    versions = List.copyOf(versions);
    news = List.copyOf(news);
  }
}
