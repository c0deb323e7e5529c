using OrleansPool.TravelTests.Shapes;
using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Kinds;

// The shapes over a silo whose packages can be unloaded.
[Collection(nameof(UnloadingSilo))]
public sealed class UnloadingAsyncShapeTests(UnloadingSilo silo) : AsyncShapeTests(silo);

[Collection(nameof(UnloadingSilo))]
public sealed class UnloadingClosureShapeTests(UnloadingSilo silo) : ClosureShapeTests(silo);

[Collection(nameof(UnloadingSilo))]
public sealed class UnloadingContextShapeTests(UnloadingSilo silo) : ContextShapeTests(silo);

[Collection(nameof(UnloadingSilo))]
public sealed class UnloadingFSharpShapeTests(UnloadingSilo silo) : FSharpShapeTests(silo);

[Collection(nameof(UnloadingSilo))]
public sealed class UnloadingLibraryShapeTests(UnloadingSilo silo) : LibraryShapeTests(silo);

[Collection(nameof(UnloadingSilo))]
public sealed class UnloadingMethodShapeTests(UnloadingSilo silo) : MethodShapeTests(silo);

[Collection(nameof(UnloadingSilo))]
public sealed class UnloadingValueShapeTests(UnloadingSilo silo) : ValueShapeTests(silo);
