using System.Text;

namespace OrleansPool.Packages;

/// <summary>
/// A key with its name. Signs packages, and functions together with the package that they are for: a secret that clients and silos have in common, or a
/// pair of which silos have the public half.
/// </summary>
internal abstract class CodeKey(string name)
{
    /// <summary>The variable that clients and silos read it from.</summary>
    public const string Variable = "ORLEANSPOOL_CODE_KEY";

    /// <summary>The name that was given, or else the first digits of the hash of what verifies.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it is of a kind and a half that signs.</summary>
    public abstract bool CanSign { get; }

    /// <summary>When it begins and ceases to be valid.</summary>
    public abstract (DateTimeOffset From, DateTimeOffset Until) Validity { get; }

    /// <summary>Reads <c>SECRET</c>, <c>NAME:SECRET</c>, or a certificate, public key or private key in PEM.</summary>
    /// <param name="text">The text. It is in no message.</param>
    /// <param name="error">What is wrong with it, or null.</param>
    public static CodeKey? Parse(string text, out string? error) =>
        EcdsaKey.IsPem(text) ? EcdsaKey.Read(text, out error) : SecretKey.Read(text.Trim(), out error);

    /// <summary>Signs a package.</summary>
    public CodeSeal SealPackage(string package) => new() { Key = Name, Signature = Sign(Head("package", package), default) };

    /// <summary>Signs a function together with its package.</summary>
    public CodeSeal SealFunction(string? package, ReadOnlySpan<byte> function) => new() { Key = Name, Signature = Sign(Head("function", package), function) };

    public bool VerifiesPackage(string package, ReadOnlySpan<byte> signature) => Verifies(Head("package", package), default, signature);

    public bool VerifiesFunction(string? package, ReadOnlySpan<byte> function, ReadOnlySpan<byte> signature) =>
        Verifies(Head("function", package), function, signature);

    protected abstract byte[] Sign(ReadOnlySpan<byte> head, ReadOnlySpan<byte> content);

    protected abstract bool Verifies(ReadOnlySpan<byte> head, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature);

    // Neither the kind nor a package's name has a zero byte, so no two of these are the same bytes.
    private static byte[] Head(string kind, string? package) => Encoding.UTF8.GetBytes($"OrleansPool {kind}\0{package}\0");
}
