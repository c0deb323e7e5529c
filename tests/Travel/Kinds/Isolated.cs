using OrleansPool.TravelTests.Shapes;
using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Kinds;

// The shapes over a silo whose workers are processes.
[Collection(nameof(IsolatedSilo))]
public sealed class IsolatedAsyncShapeTests(IsolatedSilo silo) : AsyncShapeTests(silo);

[Collection(nameof(IsolatedSilo))]
public sealed class IsolatedClosureShapeTests(IsolatedSilo silo) : ClosureShapeTests(silo);

[Collection(nameof(IsolatedSilo))]
public sealed class IsolatedContextShapeTests(IsolatedSilo silo) : ContextShapeTests(silo);

[Collection(nameof(IsolatedSilo))]
public sealed class IsolatedFSharpShapeTests(IsolatedSilo silo) : FSharpShapeTests(silo);

[Collection(nameof(IsolatedSilo))]
public sealed class IsolatedLibraryShapeTests(IsolatedSilo silo) : LibraryShapeTests(silo);

[Collection(nameof(IsolatedSilo))]
public sealed class IsolatedMethodShapeTests(IsolatedSilo silo) : MethodShapeTests(silo);

[Collection(nameof(IsolatedSilo))]
public sealed class IsolatedValueShapeTests(IsolatedSilo silo) : ValueShapeTests(silo);
