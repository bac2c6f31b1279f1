package io.plumbline.store.contract;

/** All that every store fulfils: an interface of tests for each port. */
public interface StoreContract
    extends TransactionContract,
        ProfilesContract,
        MergesContract,
        FactLogContract,
        CachesContract,
        ChangesContract,
        BacklogContract,
        ModelsContract,
        RejectsContract,
        AuditContract,
        WebhooksContract,
        OutboxContract,
        TellingsContract,
        UpkeepContract,
        AccessContract,
        KeptRepliesContract {}
