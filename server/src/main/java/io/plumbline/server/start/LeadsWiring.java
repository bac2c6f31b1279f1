package io.plumbline.server.start;

import io.plumbline.server.leads.IndexFeed;
import io.plumbline.server.leads.LeadIndex;
import io.plumbline.server.leads.ListController;
import io.plumbline.server.live.ActiveModels;
import io.plumbline.server.live.Live;
import io.plumbline.store.Store;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lists and single leads, put together. */
@Configuration(proxyBeanMethods = false)
class LeadsWiring {
  @Bean
  LeadIndex leadIndex(Store store, Live live, ActiveModels models) {
    LeadIndex index = new LeadIndex(new IndexFeed(store, live.folded()));
    index.load(models.current());
    return index;
  }

  @Bean
  ListController listController(LeadIndex index) {
    return new ListController(index);
  }
}
