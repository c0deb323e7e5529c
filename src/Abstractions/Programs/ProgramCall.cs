namespace OrleansPool.Programs;

/// <summary>A run of a program, as it travels.</summary>
/// <param name="Words">The program and its arguments, each in pieces: between them goes the number of the worker on its silo, from 1.</param>
/// <param name="Retries">How often it is run again if it fails.</param>
[GenerateSerializer, Immutable, Alias("orleanspool.ProgramCall")]
internal sealed record ProgramCall([property: Id(0)] string[][] Words, [property: Id(1)] int Retries);
