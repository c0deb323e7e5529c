using System.Security.Cryptography;

namespace OrleansPool.Packages;

/// <summary>The SHA-256 of a content in 64 lower-case hexadecimal digits: what contents and packages are named by.</summary>
internal static class ContentHash
{
    private const int Digits = 2 * SHA256.HashSizeInBytes;
    private const int ShownDigits = 8;

    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static string Of(Stream content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Whether a text has the form of a hash; one that has is safe as a file's name.</summary>
    public static bool IsHash(string? text) => text is { Length: Digits } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>A hash for people.</summary>
    public static string Short(string hash) => $"{hash[..Math.Min(hash.Length, ShownDigits)]}…";
}
