using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace OrleansPool.Packages;

/// <summary>A secret that clients and silos have in common: HMAC-SHA256.</summary>
internal sealed class SecretKey : CodeKey
{
    public const int LeastLength = 16;

    private const int MaxNameLength = 64;
    private const int FingerprintDigits = 8;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    private readonly byte[] _secret;

    private SecretKey(string name, byte[] secret)
        : base(name) => _secret = secret;

    public override bool CanSign => true;

    public override (DateTimeOffset From, DateTimeOffset Until) Validity => (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>A key of this process alone.</summary>
    public static SecretKey NewRandom(string name) => new(name, RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes));

    /// <inheritdoc cref="CodeKey.Parse"/>
    public static SecretKey? Read(string text, out string? error)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        bool isNamed = colon is > 0 and <= MaxNameLength && text.AsSpan(0, colon).IndexOfAnyExcept(NameCharacters) < 0;
        string secret = isNamed ? text[(colon + 1)..] : text;
        error = secret.Length >= LeastLength
            ? null
            : $"The secret has {secret.Length} characters; it must have at least {LeastLength}. Make one with: openssl rand -base64 32";
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        return error is null ? new SecretKey(isNamed ? text[..colon] : ContentHash.Of(bytes)[..FingerprintDigits], bytes) : null;
    }

    protected override byte[] Sign(ReadOnlySpan<byte> head, ReadOnlySpan<byte> content)
    {
        // In one go, which costs a fraction of a hash that is made in steps: each job of an embedded pool has its function marked.
        byte[] all = ArrayPool<byte>.Shared.Rent(head.Length + content.Length);
        try
        {
            head.CopyTo(all);
            content.CopyTo(all.AsSpan(head.Length));
            return HMACSHA256.HashData(_secret, all.AsSpan(0, head.Length + content.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(all);
        }
    }

    protected override bool Verifies(ReadOnlySpan<byte> head, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) =>
        CryptographicOperations.FixedTimeEquals(Sign(head, content), signature);
}
