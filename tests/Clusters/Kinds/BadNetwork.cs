using OrleansPool.BehaviorTests;
using OrleansPool.ClusterTests.Support;

namespace OrleansPool.ClusterTests.Kinds;

public sealed class BadNetworkVerbTests(BadNetworkFixture fixture) : VerbTests(fixture), IClassFixture<BadNetworkFixture>;

public sealed class BadNetworkImapTests(BadNetworkFixture fixture) : ImapTests(fixture), IClassFixture<BadNetworkFixture>;
