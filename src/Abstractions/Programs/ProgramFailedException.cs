namespace OrleansPool.Programs;

/// <summary>A program failed and is to be run again: what it wrote is not wanted then.</summary>
internal sealed class ProgramFailedException(string message) : Exception(message);
