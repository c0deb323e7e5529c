using System.Security.Cryptography;

namespace OrleansPool.Cli.Lines;

/// <summary>The hash of the input as far as it was read, by which a run that goes on knows it again. Read by one thread, asked by another.</summary>
internal sealed class InputPrints : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private InputPrint _last = InputPrint.OfNothing;

    /// <summary>The latest: it is as old as a buffer of the reader at most.</summary>
    public InputPrint Last => Volatile.Read(ref _last);

    /// <param name="bytes">What follows what was added before.</param>
    /// <param name="lines">How many lines that is in all.</param>
    public void Add(ReadOnlySpan<byte> bytes, long lines)
    {
        _hash.AppendData(bytes);
        Volatile.Write(ref _last, new InputPrint(lines, Convert.ToHexStringLower(_hash.GetCurrentHash())));
    }

    public void Dispose() => _hash.Dispose();
}
