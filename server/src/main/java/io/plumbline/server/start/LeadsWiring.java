package io.plumbline.server.start;

import io.plumbline.format.result.ExplanationSchema;
import io.plumbline.server.api.SchemaFile;
import io.plumbline.server.leads.AccountController;
import io.plumbline.server.leads.EventExport;
import io.plumbline.server.leads.ExportController;
import io.plumbline.server.leads.IndexFeed;
import io.plumbline.server.leads.LeadController;
import io.plumbline.server.leads.LeadExport;
import io.plumbline.server.leads.LeadIndex;
import io.plumbline.server.leads.ListController;
import io.plumbline.server.leads.MergeController;
import io.plumbline.server.leads.SubjectBook;
import io.plumbline.server.live.ActiveModels;
import io.plumbline.server.live.Live;
import io.plumbline.server.live.Versions;
import io.plumbline.store.Store;
import java.time.InstantSource;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lists and single leads, put together. */
@Configuration(proxyBeanMethods = false)
class LeadsWiring {
  @Bean
  LeadIndex leadIndex(Store store, Live live) {
    return new LeadIndex(new IndexFeed(store, live.folded()));
  }

  @Bean
  ListController listController(LeadIndex index) {
    return new ListController(index);
  }

  @Bean
  SubjectBook subjectBook(
      Store store, Live live, ActiveModels models, Versions versions, InstantSource clock) {
    return new SubjectBook(
        new SubjectBook.Sources(
            store, live.folded(), models, live.reading(versions), versions, clock));
  }

  @Bean
  LeadController leadController(SubjectBook book) {
    return new LeadController(book);
  }

  @Bean
  AccountController accountController(SubjectBook book) {
    return new AccountController(book);
  }

  @Bean
  MergeController mergeController(SubjectBook book, Live live) {
    return new MergeController(book, live.merges());
  }

  @Bean
  ExportController exportController(LeadIndex index, Store store) {
    return new ExportController(new LeadExport(index), new EventExport(store));
  }

  @Bean
  OpenApiCustomizer explanationDocument() {
    return new SchemaFile("Explanation", ExplanationSchema.text())::addTo;
  }
}
