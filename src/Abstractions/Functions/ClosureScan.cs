namespace OrleansPool.Functions;

/// <summary>What the code of a lambda says.</summary>
/// <param name="UsedFields">Fields of closure classes that it reads or writes.</param>
/// <param name="Warnings">What may not do what was meant.</param>
/// <param name="IsComplete">False when some code could not be read: then nothing may be left out.</param>
internal sealed record ClosureScan(IReadOnlySet<FieldKey> UsedFields, IReadOnlyList<string> Warnings, bool IsComplete);
