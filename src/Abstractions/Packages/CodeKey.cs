using System.Security.Cryptography;
using System.Text;

namespace OrleansPool.Packages;

/// <summary>
/// A secret that clients and silos have in common, with its name. Signs packages, and functions together with the package that they are for,
/// with HMAC-SHA256.
/// </summary>
internal sealed class CodeKey
{
    public const int LeastLength = 16;

    /// <summary>The variable that clients and silos read it from.</summary>
    public const string Variable = "ORLEANSPOOL_CODE_KEY";

    private const int MaxNameLength = 64;
    private const int FingerprintDigits = 8;

    private readonly byte[] _secret;

    private CodeKey(string name, byte[] secret)
    {
        Name = name;
        _secret = secret;
    }

    /// <summary>A key of this process alone.</summary>
    public static CodeKey NewRandom(string name) => new(name, RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes));

    /// <summary>The name that was given, or else the first digits of the secret's hash.</summary>
    public string Name { get; }

    /// <summary>Reads <c>SECRET</c> or <c>NAME:SECRET</c>.</summary>
    /// <param name="text">The text. It is in no message.</param>
    /// <param name="error">What is wrong with it, or null.</param>
    public static CodeKey? Parse(string text, out string? error)
    {
        text = text.Trim();
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        bool isNamed = colon is > 0 and <= MaxNameLength && text.AsSpan(0, colon).IndexOfAnyExcept(NameCharacters) < 0;
        string secret = isNamed ? text[(colon + 1)..] : text;
        error = secret.Length >= LeastLength
            ? null
            : $"The secret has {secret.Length} characters; it must have at least {LeastLength}. Make one with: openssl rand -base64 32";
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        return error is null ? new CodeKey(isNamed ? text[..colon] : ContentHash.Of(bytes)[..FingerprintDigits], bytes) : null;
    }

    /// <summary>Signs a package.</summary>
    public CodeSeal SealPackage(string package) => new() { Key = Name, Signature = Sign("package", package, default) };

    /// <summary>Signs a function together with its package.</summary>
    public CodeSeal SealFunction(string? package, ReadOnlySpan<byte> function) => new() { Key = Name, Signature = Sign("function", package, function) };

    public bool VerifiesPackage(string package, ReadOnlySpan<byte> signature) => Equals(Sign("package", package, default), signature);

    public bool VerifiesFunction(string? package, ReadOnlySpan<byte> function, ReadOnlySpan<byte> signature) =>
        Equals(Sign("function", package, function), signature);

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    private static bool Equals(byte[] right, ReadOnlySpan<byte> signature) => CryptographicOperations.FixedTimeEquals(right, signature);

    private byte[] Sign(string kind, string? package, ReadOnlySpan<byte> content)
    {
        // Neither the kind nor a package's name has a zero byte, so no two of these are the same bytes.
        byte[] head = Encoding.UTF8.GetBytes($"OrleansPool {kind}\0{package}\0");
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _secret);
        hash.AppendData(head);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }
}
