namespace OrleansPool.Packages;

/// <summary>A function that may run here, not decoded.</summary>
/// <param name="Place">Where its code is.</param>
/// <param name="Package">The package that it is of, in use until it is let go of; or null.</param>
/// <param name="Record">Told what became of it; null for a function of this process.</param>
internal readonly record struct PlacedFunction(CodePlace Place, HeldPackage? Package = null, FunctionRecord? Record = null);
