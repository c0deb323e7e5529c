using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests.Kinds;

public sealed class BadNetworkVerbTests(BadNetworkFixture fixture) : VerbTests(fixture), IClassFixture<BadNetworkFixture>;

public sealed class BadNetworkImapTests(BadNetworkFixture fixture) : ImapTests(fixture), IClassFixture<BadNetworkFixture>;
