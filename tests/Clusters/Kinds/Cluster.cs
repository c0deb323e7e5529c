using OrleansPool.BehaviorTests;
using OrleansPool.ClusterTests.Support;

namespace OrleansPool.ClusterTests.Kinds;

public sealed class ClusterAsyncInputTests(ClusterFixture fixture) : AsyncInputTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterAsyncResultTests(ClusterFixture fixture) : AsyncResultTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterCallbackTests(ClusterFixture fixture) : CallbackTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterCallerCodeTests(ClusterFixture fixture) : CallerCodeTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterDroppedPoolTests(ClusterFixture fixture) : DroppedPoolTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterExceptionEffectTests(ClusterFixture fixture) : ExceptionEffectTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterExceptionTests(ClusterFixture fixture) : ExceptionTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterFailureTests(ClusterFixture fixture) : FailureTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterHedgeTests(ClusterFixture fixture) : HedgeTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterImapTests(ClusterFixture fixture) : ImapTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterInputTests(ClusterFixture fixture) : InputTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterInsightsTests(ClusterFixture fixture) : InsightsTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterLifeTests(ClusterFixture fixture) : LifeTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterLogTests(ClusterFixture fixture) : LogTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterPayloadEffectTests(ClusterFixture fixture) : PayloadEffectTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterPayloadTests(ClusterFixture fixture) : PayloadTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterRetryTests(ClusterFixture fixture) : RetryTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterSerializationStageTests(ClusterFixture fixture) : SerializationStageTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterSerializationTests(ClusterFixture fixture) : SerializationTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterServiceEndTests(ClusterFixture fixture) : ServiceEndTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterServiceTests(ClusterFixture fixture) : ServiceTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterSpreadTests(ClusterFixture fixture) : SpreadTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterTerminateTests(ClusterFixture fixture) : TerminateTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterVerbEffectTests(ClusterFixture fixture) : VerbEffectTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterVerbTests(ClusterFixture fixture) : VerbTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterNestedTests(ClusterFixture fixture) : NestedTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterWorkerTests(ClusterFixture fixture) : WorkerTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterItemTimeoutTests(ClusterFixture fixture) : ItemTimeoutTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterWriteOffTests(ClusterFixture fixture) : WriteOffTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterFairnessTests(ClusterFixture fixture) : FairnessTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterLabelTests(ClusterFixture fixture) : LabelTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterFinalizerTests(ClusterFixture fixture) : FinalizerTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterInitializerTests(ClusterFixture fixture) : InitializerTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterSharedTests(ClusterFixture fixture) : SharedTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterSharedFailureTests(ClusterFixture fixture) : SharedFailureTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterWatchTests(ClusterFixture fixture) : WatchTests(fixture), IClassFixture<ClusterFixture>;

public sealed class ClusterLargeMapTests(ClusterFixture fixture) : LargeMapTests(fixture), IClassFixture<ClusterFixture>;
