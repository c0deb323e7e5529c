using System.Reflection;
using OrleansPool.Functions;
using OrleansPool.Session;
using OrleansPool.Sharing;

namespace OrleansPool.Packages;

/// <summary>The code of one pool: makes its package when a silo needs one, has it sent, and vouches for its functions. Thread-safe.</summary>
internal sealed class PoolCode(PoolSession session, PoolOptions options)
{
    /// <summary>How long a job that is started at once waits to learn whether silos take packages.</summary>
    private static readonly TimeSpan OpenPatience = TimeSpan.FromSeconds(5);

    private readonly CodeKey? _key = options.ReadCodeKey();
    private readonly Lock _gate = new();
    private readonly HashSet<Assembly> _roots = [];
    private SentPackage? _sent;

    /// <summary>What the program adds.</summary>
    public PoolPackage Package { get; } = new();

    /// <summary>Whom audit logs name.</summary>
    public static string Client { get; } = $"{Environment.UserName}@{Environment.MachineName} ({AppDomain.CurrentDomain.FriendlyName}, process {Environment.ProcessId})";

    /// <summary>What goes with a function of a job.</summary>
    /// <exception cref="FunctionNotShippableException">A silo may need its code, which cannot be sent.</exception>
    /// <exception cref="PayloadTooLargeException">The package is too large.</exception>
    public CodeTicket TicketFor(PoolFunction function, ReadOnlyMemory<byte> blob)
    {
        session.WaitUntilOpen(OpenPatience);
        return Make(FunctionRoots.Of(function), function.Target?.Method, blob.Span, session.Silos.CodePlatforms);
    }

    /// <summary>What goes with a shared value, when the package that it needs has arrived.</summary>
    public async Task<CodeTicket> TicketForAsync(Type type, ReadOnlyMemory<byte> header)
    {
        await session.OpenedAsync(OpenPatience).ConfigureAwait(false);
        CodeTicket ticket = Make(FunctionRoots.Of(type), null, header.Span, session.Silos.CodePlatforms);
        if (ticket.Package is not null)
        {
            await Task.WhenAll(Volatile.Read(ref _sent)!.Shares.Select(static share => share.Arrived)).ConfigureAwait(false);
        }

        return ticket;
    }

    /// <summary>What goes with a function of the workers' life.</summary>
    public CodeTicket? TicketFor(Delegate? hook, ReadOnlyMemory<byte> blob, IReadOnlyCollection<string> platforms) =>
        hook is null ? null : Make(FunctionRoots.Of(new WorkerHook(hook)), hook.Method, blob.Span, platforms);

    private CodeTicket Make(Assembly[] roots, MethodInfo? method, ReadOnlySpan<byte> blob, IReadOnlyCollection<string> platforms)
    {
        SentPackage? sent = roots.Length > 0 && platforms.Count > 0 ? Ensure(roots, platforms) : null;
        string? package = sent?.Source.Name;
        return new CodeTicket
        {
            Roots = Array.ConvertAll(roots, RootOf),
            Package = package,
            FirstShare = sent?.FirstShare ?? 0,
            Method = method is null ? null : $"{method.DeclaringType?.FullName}.{method.Name}",
            Seal = _key?.SealFunction(package, blob),
            ProcessMark = ProcessKey.Mark(package, blob),
        };
    }

    private static CodeRoot RootOf(Assembly assembly) => new(assembly.GetName().Name!, assembly.ManifestModule.ModuleVersionId);

    /// <summary>The package that has the roots: the present one, or a larger one in its place.</summary>
    private SentPackage Ensure(Assembly[] roots, IReadOnlyCollection<string> platforms)
    {
        lock (_gate)
        {
            if (_sent is { } sent && sent.Version == Package.Version && roots.All(sent.Has) && platforms.All(sent.Platforms.Contains))
            {
                return sent;
            }

            _roots.UnionWith(roots);
            var builder = new PackageBuilder([.. _sent is { } before ? platforms.Union(before.Platforms) : platforms], options.MaxPackageBytes, DepsFile.OfThisProcess);
            int version = Package.Version;
            PackageSource source = builder.Build(_roots, Package.Files());
            return _sent = Send(source, version, platforms);
        }
    }

    private SentPackage Send(PackageSource source, int version, IReadOnlyCollection<string> platforms)
    {
        CodeRoot[] roots = [.. _roots.Select(RootOf)];
        CodeSeal? seal = _key?.SealPackage(source.Name);
        List<SharedSource> contents = [Content(source.Name, source.Manifest.Length, () => new MemoryStream(source.Manifest, writable: false))];
        contents.AddRange(source.Files.Select(file => Content(file.File.Hash, file.File.Size, () => File.OpenRead(file.LocalPath))));
        IReadOnlyList<ClientShare> shares = session.Shares.Send(contents);
        return new SentPackage(source, version, platforms.ToHashSet(), shares);

        ContentSource Content(string hash, long size, Func<Stream> open) => new(
            new ContentHeader { Hash = hash, Size = size, Package = source.Name, PackageBytes = source.Bytes, Seal = seal, Roots = roots },
            open);
    }
}
