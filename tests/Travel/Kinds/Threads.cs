using OrleansPool.TravelTests.Shapes;
using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Kinds;

// The shapes over a silo whose workers are its threads.
[Collection(nameof(GenericSilo))]
public sealed class ThreadAsyncShapeTests(GenericSilo silo) : AsyncShapeTests(silo);

[Collection(nameof(GenericSilo))]
public sealed class ThreadClosureShapeTests(GenericSilo silo) : ClosureShapeTests(silo);

[Collection(nameof(GenericSilo))]
public sealed class ThreadContextShapeTests(GenericSilo silo) : ContextShapeTests(silo);

[Collection(nameof(GenericSilo))]
public sealed class ThreadFSharpShapeTests(GenericSilo silo) : FSharpShapeTests(silo);

[Collection(nameof(GenericSilo))]
public sealed class ThreadLibraryShapeTests(GenericSilo silo) : LibraryShapeTests(silo);

[Collection(nameof(GenericSilo))]
public sealed class ThreadMethodShapeTests(GenericSilo silo) : MethodShapeTests(silo);

[Collection(nameof(GenericSilo))]
public sealed class ThreadValueShapeTests(GenericSilo silo) : ValueShapeTests(silo);
