using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests.Kinds;

public sealed class EmbeddedAsyncInputTests(EmbeddedFixture fixture) : AsyncInputTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedAsyncResultTests(EmbeddedFixture fixture) : AsyncResultTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedCallbackTests(EmbeddedFixture fixture) : CallbackTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedCallerCodeTests(EmbeddedFixture fixture) : CallerCodeTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedDroppedPoolTests(EmbeddedFixture fixture) : DroppedPoolTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedExceptionEffectTests(EmbeddedFixture fixture) : ExceptionEffectTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedExceptionTests(EmbeddedFixture fixture) : ExceptionTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedFailureTests(EmbeddedFixture fixture) : FailureTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedHedgeTests(EmbeddedFixture fixture) : HedgeTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedImapTests(EmbeddedFixture fixture) : ImapTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedInputTests(EmbeddedFixture fixture) : InputTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedInsightsTests(EmbeddedFixture fixture) : InsightsTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedLifeTests(EmbeddedFixture fixture) : LifeTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedLogTests(EmbeddedFixture fixture) : LogTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedPayloadEffectTests(EmbeddedFixture fixture) : PayloadEffectTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedPayloadTests(EmbeddedFixture fixture) : PayloadTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedRetryTests(EmbeddedFixture fixture) : RetryTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedSerializationStageTests(EmbeddedFixture fixture) : SerializationStageTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedSerializationTests(EmbeddedFixture fixture) : SerializationTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedServiceEndTests(EmbeddedFixture fixture) : ServiceEndTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedServiceTests(EmbeddedFixture fixture) : ServiceTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedSpreadTests(EmbeddedFixture fixture) : SpreadTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedTerminateTests(EmbeddedFixture fixture) : TerminateTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedVerbEffectTests(EmbeddedFixture fixture) : VerbEffectTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedVerbTests(EmbeddedFixture fixture) : VerbTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedNestedTests(EmbeddedFixture fixture) : NestedTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedWorkerTests(EmbeddedFixture fixture) : WorkerTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedItemTimeoutTests(EmbeddedFixture fixture) : ItemTimeoutTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedWriteOffTests(EmbeddedFixture fixture) : WriteOffTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedFairnessTests(EmbeddedFixture fixture) : FairnessTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedLabelTests(EmbeddedFixture fixture) : LabelTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedFinalizerTests(EmbeddedFixture fixture) : FinalizerTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedInitializerTests(EmbeddedFixture fixture) : InitializerTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedSharedTests(EmbeddedFixture fixture) : SharedTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedSharedFailureTests(EmbeddedFixture fixture) : SharedFailureTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedWatchTests(EmbeddedFixture fixture) : WatchTests(fixture), IClassFixture<EmbeddedFixture>;

public sealed class EmbeddedLargeMapTests(EmbeddedFixture fixture) : LargeMapTests(fixture), IClassFixture<EmbeddedFixture>;
