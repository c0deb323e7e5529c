using System.Security.Cryptography;

namespace OrleansPool.Cli.Lines;

/// <summary>The hash of the first lines of an input.</summary>
/// <param name="Lines">How many.</param>
/// <param name="Hash">SHA-256, as hexadecimal digits.</param>
internal sealed record InputPrint(long Lines, string Hash)
{
    public static InputPrint OfNothing { get; } = new(0, Convert.ToHexStringLower(SHA256.HashData([])));
}
