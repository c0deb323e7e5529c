using OrleansPool.Functions;
using OrleansPool.Payloads;

namespace OrleansPool.Packages;

/// <summary>A decoded function.</summary>
/// <param name="Function">The function.</param>
/// <param name="Serializer">What its items are read and its results written with.</param>
/// <param name="Package">The package that it is of, in use until it is let go of; or null.</param>
internal readonly record struct OpenedFunction(PoolFunction Function, PayloadSerializer Serializer, HeldPackage? Package = null);
