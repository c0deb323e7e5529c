using OrleansPool.Functions;
using OrleansPool.Payloads;

namespace OrleansPool.Packages;

/// <summary>A decoded function, and what its items and results are coded with.</summary>
internal readonly record struct OpenedFunction(PoolFunction Function, PayloadSerializer Serializer);
