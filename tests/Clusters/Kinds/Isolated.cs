using OrleansPool.BehaviorTests;
using OrleansPool.ClusterTests.Support;

namespace OrleansPool.ClusterTests.Kinds;

public sealed class ClusterIsolationTests(IsolatedClusterFixture fixture) : IsolationTests(fixture), IClassFixture<IsolatedClusterFixture>;

public sealed class ClusterIsolatedCrashTests(IsolatedClusterFixture fixture) : IsolatedCrashTests(fixture), IClassFixture<IsolatedClusterFixture>;
