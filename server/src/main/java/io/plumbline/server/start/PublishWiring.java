package io.plumbline.server.start;

import io.plumbline.server.live.ChangeListener;
import io.plumbline.server.live.Live;
import io.plumbline.server.live.VersionListener;
import io.plumbline.server.live.Versions;
import io.plumbline.server.notice.ModelNews;
import io.plumbline.server.notice.NoticePreview;
import io.plumbline.server.publish.ActiveVersions;
import io.plumbline.server.publish.Drafts;
import io.plumbline.server.publish.Impacts;
import io.plumbline.server.publish.ModelController;
import io.plumbline.server.publish.PublishParts;
import io.plumbline.server.publish.Publishing;
import io.plumbline.server.publish.RunController;
import io.plumbline.server.publish.StoredVersions;
import io.plumbline.server.publish.SwitchController;
import io.plumbline.server.publish.Tellers;
import io.plumbline.store.Store;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Models and their versions, put together. */
@Configuration(proxyBeanMethods = false)
class PublishWiring {

  @Bean
  ActiveVersions activeVersions(Store store) {
    return ActiveVersions.of(store);
  }

  @Bean
  PublishParts publishParts(
      Live live, Store store, ActiveVersions active, InstantSource clock, Listeners listeners) {
    return new PublishParts(
        store,
        live.lane(),
        live.rescoring(),
        live.folded(),
        active,
        clock,
        listeners.told(),
        listeners.versions().stream().toList(),
        listeners.news().stream().toList(),
        listeners.preview().getObject());
  }

  @Bean
  Tellers tellers(ObjectProvider<ChangeListener> listeners) {
    return new Tellers(listeners.stream().toList());
  }

  /** Those who hear of what publishing does. */
  record Listeners(
      Tellers told,
      ObjectProvider<VersionListener> versions,
      ObjectProvider<ModelNews> news,
      ObjectProvider<NoticePreview> preview) {}

  @Bean
  Listeners publishListeners(
      Tellers told,
      ObjectProvider<VersionListener> versions,
      ObjectProvider<ModelNews> news,
      ObjectProvider<NoticePreview> preview) {
    return new Listeners(told, versions, news, preview);
  }

  @Bean(destroyMethod = "close")
  Publishing publishing(PublishParts parts) {
    return new Publishing(parts);
  }

  @Bean(destroyMethod = "close")
  Impacts impacts(PublishParts parts) {
    return new Impacts(parts);
  }

  @Bean
  Drafts drafts(Store store, InstantSource clock) {
    return new Drafts(store, clock);
  }

  @Bean
  Versions versions(Store store, ActiveVersions active) {
    return new StoredVersions(store, active);
  }

  @Bean
  ModelController modelController(Drafts drafts) {
    return new ModelController(drafts);
  }

  @Bean
  SwitchController switchController(Publishing publishing, Drafts drafts, Impacts impacts) {
    return new SwitchController(publishing, drafts, impacts);
  }

  @Bean
  RunController runController(Store store, Publishing publishing) {
    return new RunController(store, publishing);
  }
}
