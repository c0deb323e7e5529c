using System.Collections.Concurrent;
using System.Reflection;
using OrleansPool.Functions;
using OrleansPool.Session;
using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Packages;

/// <summary>The code of one pool: makes its package when a silo needs one, has it sent, and vouches for its functions. Thread-safe.</summary>
internal sealed class PoolCode(PoolSession session, PoolOptions options)
{
    private readonly CodeKey? _key = options.ReadCodeKey();
    private readonly Lock _gate = new();
    private readonly HashSet<Assembly> _roots = [];
    private readonly ConcurrentDictionary<int, CodeRoots> _early = new();
    private SentPackage? _sent;
    private int _isPrepared;

    /// <summary>What the program adds.</summary>
    public PoolPackage Package { get; } = new();

    /// <summary>Whom audit logs name.</summary>
    public static string Client { get; } = $"{Environment.UserName}@{Environment.MachineName} ({AppDomain.CurrentDomain.FriendlyName}, process {Environment.ProcessId})";

    /// <summary>
    /// Silos take code: reads the program's files in the background, since reading them takes long and the first call needs it. What goes wrong shows
    /// at that call.
    /// </summary>
    public void Prepare(IReadOnlyCollection<string> platforms)
    {
        if (Interlocked.Exchange(ref _isPrepared, 1) == 0 && Assembly.GetEntryAssembly() is { } program)
        {
            _ = Task.Run(() => Read(program, platforms));
        }
    }

    /// <summary>What goes with a function of a job.</summary>
    /// <param name="job">The job's number.</param>
    /// <param name="function">The function.</param>
    /// <param name="blob">It, encoded.</param>
    /// <exception cref="FunctionNotShippableException">A silo may need its code, which cannot be sent.</exception>
    /// <exception cref="PayloadTooLargeException">The package is too large.</exception>
    public CodeTicket TicketFor(int job, PoolFunction function, ReadOnlyMemory<byte> blob)
    {
        CodeRoots roots = FunctionRoots.Of(function);
        if (!session.WasOpened)
        {
            // Whether a silo needs its code shows when there is one: before the job is sent.
            _early[job] = roots;
        }

        return Make(roots, blob.Span, session.Silos.CodePlatforms);
    }

    /// <summary>Gives the jobs of a message that were made before any silo was known what they lack.</summary>
    public SubmitMessage Complete(SubmitMessage message) =>
        _early.IsEmpty || session.Silos.CodePlatforms.Count == 0 ? message : message with { Jobs = Array.ConvertAll(message.Jobs, Complete) };

    /// <summary>The job has ended.</summary>
    public void Forget(int job) => _early.TryRemove(job, out _);

    /// <summary>What goes with a shared value, when the package that it needs has arrived.</summary>
    public async Task<CodeTicket> TicketForAsync(Type type, ReadOnlyMemory<byte> header)
    {
        await session.OpenedAsync().ConfigureAwait(false);
        CodeTicket ticket = Make(FunctionRoots.Of(type), header.Span, session.Silos.CodePlatforms);
        if (ticket.Package is { } package && Volatile.Read(ref _sent) is { } sent && sent.Source.Name == package)
        {
            await Task.WhenAll(sent.Shares.Select(static share => share.Arrived)).ConfigureAwait(false);
        }

        return ticket;
    }

    /// <summary>What goes with a function of the workers' life.</summary>
    public CodeTicket? TicketFor(Delegate? hook, ReadOnlyMemory<byte> blob, IReadOnlyCollection<string> platforms) =>
        hook is null ? null : Make(FunctionRoots.Of(new WorkerHook(hook)), blob.Span, platforms);

    /// <summary>A package cannot be sent any more: the jobs that are of it end, and those to come get another.</summary>
    public void Lose(string package, Exception error)
    {
        bool isPresent;
        lock (_gate)
        {
            isPresent = _sent?.Source.Name == package;
            _sent = isPresent ? null : _sent;
        }

        session.AbortAll(start => start.Code?.Package == package || (isPresent && _early.ContainsKey(start.Job)), error);
    }

    private void Read(Assembly program, IReadOnlyCollection<string> platforms)
    {
        lock (_gate)
        {
            try
            {
                _ = new PackageBuilder(platforms, long.MaxValue, DepsFile.OfThisProcess).Build([program], Package.Files());
            }
            catch (Exception error) when (error is PoolException or IOException or UnauthorizedAccessException)
            {
                // It may never be needed; when it is, the call says so.
                return;
            }
        }
    }

    private JobStart Complete(JobStart start)
    {
        if (!_early.TryGetValue(start.Job, out CodeRoots? roots))
        {
            return start;
        }

        try
        {
            return start with { Code = Make(roots, session.FunctionOf(start).Span, session.Silos.CodePlatforms) };
        }
        catch (PoolException error)
        {
            // At the call nothing was known of it.
            session.Abort(start.Job, error);
            return start;
        }
    }

    private CodeTicket Make(CodeRoots roots, ReadOnlySpan<byte> blob, IReadOnlyCollection<string> platforms)
    {
        SentPackage? sent = roots.IsEmpty || platforms.Count == 0 ? null : Ensure(roots, platforms);
        string? package = sent?.Source.Name;
        return new CodeTicket
        {
            Roots = roots.Names,
            Package = package,
            FirstShare = sent?.FirstShare ?? 0,
            Method = roots.Method,
            Seal = _key?.SealFunction(package, blob),
            ProcessMark = ProcessKey.Mark(package, blob),
        };
    }

    /// <summary>The package that has the roots: the present one, or a larger one in its place.</summary>
    private SentPackage Ensure(CodeRoots roots, IReadOnlyCollection<string> platforms)
    {
        lock (_gate)
        {
            if (_sent is { } sent && sent.Version == Package.Version && sent.Has(roots) && platforms.All(sent.Platforms.Contains))
            {
                return sent;
            }

            _roots.UnionWith(roots.Assemblies);
            var builder = new PackageBuilder([.. _sent is { } before ? platforms.Union(before.Platforms) : platforms], options.MaxPackageBytes, DepsFile.With(_roots));
            int version = Package.Version;
            PackageSource source = builder.Build(_roots, Package.Files());
            return _sent = Send(source, version, platforms);
        }
    }

    private SentPackage Send(PackageSource source, int version, IReadOnlyCollection<string> platforms)
    {
        CodeRoot[] roots = [.. _roots.Select(CodeRoots.RootOf)];
        CodeSeal? seal = _key?.SealPackage(source.Name);
        PackageFile? largest = source.Files.MaxBy(static file => file.File.Size)?.File;
        var manifest = new ContentSource(Header(source.Name, source.Manifest.Length, null), () => new MemoryStream(source.Manifest, writable: false));
        List<SharedSource> contents =
        [
            manifest,
            .. source.Files.Select(file => new ContentSource(Header(file.File.Hash, file.File.Size, file.File.Assembly), file.Open, file.Changed)),
        ];
        IReadOnlyList<ClientShare> shares = session.Shares.Send(contents);
        return new SentPackage(source, version, platforms.ToHashSet(), shares);

        ContentHeader Header(string hash, long size, PackageAssembly? assembly) => new()
        {
            Hash = hash,
            Size = size,
            Package = source.Name,
            PackageBytes = source.Bytes,
            Seal = seal,
            Roots = roots,
            Assembly = assembly,
            Largest = largest?.Path,
            LargestBytes = largest?.Size ?? 0,
        };
    }
}
