using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests.Kinds;

// The suites that need nothing of this process in their functions, over workers that are processes.
public sealed class IsolatedPayloadTests(IsolatedFixture fixture) : PayloadTests(fixture), IClassFixture<IsolatedFixture>;

public sealed class IsolatedSerializationTests(IsolatedFixture fixture) : SerializationTests(fixture), IClassFixture<IsolatedFixture>;

public sealed class IsolatedVerbTests(IsolatedFixture fixture) : VerbTests(fixture), IClassFixture<IsolatedFixture>;

public sealed class IsolatedExceptionTests(IsolatedFixture fixture) : ExceptionTests(fixture), IClassFixture<IsolatedFixture>;

public sealed class EmbeddedIsolationTests(IsolatedFixture fixture) : IsolationTests(fixture), IClassFixture<IsolatedFixture>;

public sealed class EmbeddedIsolatedCrashTests(IsolatedFixture fixture) : IsolatedCrashTests(fixture), IClassFixture<IsolatedFixture>;
