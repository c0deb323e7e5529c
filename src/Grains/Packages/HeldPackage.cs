namespace OrleansPool.Packages;

/// <summary>A package that is laid out on this silo, and loaded if functions of it run in the silo itself.</summary>
/// <param name="place">Where it is.</param>
/// <param name="gate">Guards its uses.</param>
/// <param name="ahead">Where it may be loaded.</param>
/// <param name="silo">The silo, for messages.</param>
internal sealed class HeldPackage(PackagePlace place, Lock gate, ContextAhead ahead, string silo)
{
    private readonly Lock _loading = new();
    private PackageCode? _code;
    private PackageLoadContext? _context;

    public PackagePlace Place => place;

    /// <summary>How many use it. Guarded by its table.</summary>
    public int Uses { get; private set; }

    /// <summary>Counts its uses, so that later ones are higher. Guarded by its table.</summary>
    public long LastUse { get; private set; }

    /// <summary>Whether its code is in this process.</summary>
    public bool IsLoaded
    {
        get
        {
            lock (_loading)
            {
                return _code is not null;
            }
        }
    }

    /// <summary>Its code, loaded if that was not done.</summary>
    public PackageCode Load()
    {
        lock (_loading)
        {
            if (_code is null)
            {
                PackageLoadContext? context = ahead.TryTake(place);
                if (context is not null)
                {
                    ahead.Prepare();
                }

                context ??= new PackageLoadContext(place, silo);
                _code = PackageCode.Enter(place, context, silo);
                _context = context;
            }

            return _code;
        }
    }

    /// <summary>Something begins to use it. Called by its table.</summary>
    public void BeginUse(long number) => (Uses, LastUse) = (Uses + 1, number);

    /// <summary>Something that used it has ended.</summary>
    public void EndUse()
    {
        lock (gate)
        {
            Uses--;
        }
    }

    /// <summary>Nobody uses it, and it is forgotten: lets go of what keeps its context in memory, and of its files.</summary>
    public void Leave()
    {
        lock (_loading)
        {
            // Who still has this holds nothing of the context by it.
            _code?.Leave();
            _context?.Unload();
            (_code, _context) = (null, null);
        }

        try
        {
            Directory.Delete(place.Folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What is still mapped cannot be removed on every system: it goes with the silo's folder.
            return;
        }
    }
}
