namespace OrleansPool.Packages;

/// <summary>What the silo's policy says to packages and functions. Looks at signatures and names only: nothing is decoded for it.</summary>
internal sealed class CodeGate
{
    private readonly CodePolicy _policy;
    private readonly Dictionary<string, CodeKey> _keys;
    private readonly string _silo;
    private readonly TimeProvider _time;

    public CodeGate(CodePolicy policy, IEnumerable<CodeKey> keys, string silo, TimeProvider? time = null)
    {
        _policy = policy;
        _keys = keys.ToDictionary(key => key.Name);
        _silo = silo;
        _time = time ?? TimeProvider.System;
    }

    public bool TakesPackages => _policy != CodePolicy.Deployed;

    /// <summary>Whether the function comes from this process.</summary>
    public static bool IsOwn(CodeTicket? ticket, ReadOnlySpan<byte> function) =>
        ticket is not null && ProcessKey.IsMark(ticket.Package, function, ticket.ProcessMark.Span);

    /// <summary>Whether functions may only be of assemblies that the silo lists.</summary>
    public bool IsListOnly => _policy == CodePolicy.Deployed;

    /// <summary>Whether functions must be signed.</summary>
    public bool IsSignedOnly => _policy == CodePolicy.Signed;

    /// <exception cref="CodeRefusedException">The function is not signed, or not by a key of this silo together with its package.</exception>
    public void CheckFunction(CodeTicket? ticket, ReadOnlySpan<byte> function)
    {
        if (_policy == CodePolicy.Signed)
        {
            CodeKey key = KeyOf(ticket?.Seal, "function");
            if (!key.VerifiesFunction(ticket!.Package, function, ticket.Seal!.Signature.Span))
            {
                throw WrongSignature(key, "function");
            }
        }
    }

    /// <exception cref="CodeRefusedException">The silo takes no packages, or not this one.</exception>
    public void CheckPackage(string package, CodeSeal? seal)
    {
        if (_policy == CodePolicy.Deployed)
        {
            throw new CodeRefusedException($"Silo {_silo} refuses code from clients (CodePolicy.Deployed). Deploy the functions' assembly with the silo, or set CodePolicy.Signed on the silo.");
        }

        if (_policy == CodePolicy.Signed)
        {
            CodeKey key = KeyOf(seal, "package");
            if (!key.VerifiesPackage(package, seal!.Signature.Span))
            {
                throw WrongSignature(key, "package");
            }
        }
    }

    private CodeKey KeyOf(CodeSeal? seal, string what)
    {
        if (seal is null)
        {
            throw new CodeRefusedException(
                $"Silo {_silo} runs only signed code (CodePolicy.Signed), and this {what} is not signed. Set PoolOptions.CodeKey, or the variable {CodeKey.Variable}, "
                + $"to a key that the silo trusts ({Trusted}). Nothing was loaded.");
        }

        CodeKey key = _keys.GetValueOrDefault(seal.Key ?? "") ?? throw new CodeRefusedException(
            $"Silo {_silo} does not trust the key '{Shown(seal.Key)}' that signed this {what} (trusted: {Trusted}). Nothing was loaded.");
        DateTimeOffset now = _time.GetUtcNow();
        return now >= key.Validity.From && now <= key.Validity.Until ? key : throw new CodeRefusedException(
            $"Silo {_silo} refuses this {what}: the certificate of the key '{key.Name}' is valid from {key.Validity.From:u} to {key.Validity.Until:u}, and it is {now:u}. "
            + "Give the silo a certificate that is valid, with --code-key-file. Nothing was loaded.");
    }

    private CodeRefusedException WrongSignature(CodeKey key, string what) => new(
        $"Silo {_silo} refuses this {what}: its signature is not of the key '{key.Name}' or is for something else (trusted: {Trusted}). Nothing was loaded.");

    private string Trusted => string.Join(", ", _keys.Keys.Order(StringComparer.Ordinal));

    // It was sent by somebody who is not trusted, and goes to logs.
    private static string Shown(string? name) => new([.. (name ?? "").Take(64).Select(c => char.IsControl(c) ? '?' : c)]);
}
