using OrleansPool.Session;

namespace OrleansPool.Collecting;

/// <summary>Which attempt and silo the items of a range came from.</summary>
internal readonly record struct Provenance(ItemRange Range, int Attempt, int Silo);
